// The round sign of a person: the last two digits, in a colour that is always the same for a number.

import { setText } from "./element.js";

const TINTS = 6;

export function drawAvatar(node, number) {
  const digits = number.replace(/\D/g, "");
  const sum = [...digits].reduce((all, digit) => all * 3 + Number(digit), 0);
  node.className = `avatar tint-${sum % TINTS}`;
  setText(node, digits.slice(-2));
}
