// The faults that have a switch, and the words for all that a rule can hold.

import { refusalWord } from "./facts.js";
import { number, percent, word } from "./language.js";

export const SWITCHES = [
  { kind: "refuse", code: 33 },
  { kind: "refuse", code: 50 },
  { kind: "delay", milliseconds: 3000 },
  { kind: "close_before_storing" },
  { kind: "close_after_accepting" },
  { kind: "cut_answer" },
  { kind: "stall" },
  { kind: "bad_gateway" },
  { kind: "too_many_requests" },
  { kind: "duplicate_callbacks" },
];

// Whether a fault is the one of a switch: the sandbox may add what was left out.
export const isSame = (fault, wanted) =>
  Object.keys(wanted).every((key) => fault[key] === wanted[key]);

const NAMES = {
  refuse: ({ code }) => word("fault_refuse", code, refusalWord(code)),
  delay: ({ milliseconds }) => word("fault_delay", number(milliseconds / 1000)),
  log_normal_delay: (fault) => word("fault_random_delay", number(fault.median_milliseconds / 1000)),
  close_before_reading: () => word("fault_unread"),
  close_before_storing: () => word("fault_unstored"),
  close_after_accepting: () => word("fault_reset"),
  cut_answer: () => word("fault_cut"),
  stall: () => word("fault_stall"),
  without_length: () => word("fault_without_length"),
  trickle: () => word("fault_trickle"),
  garbage: () => word("fault_garbage"),
  bad_gateway: () => word("fault_answer", 502),
  too_many_requests: () => word("fault_answer", 429),
  answer: (fault) => word("fault_answer", fault.http_status),
  answer_charset: ({ charset }) => word("fault_charset", charset),
  duplicate_callbacks: () => word("fault_duplicate"),
  reordered_callbacks: () => word("fault_reordered"),
};

export function faultName(fault) {
  const name = NAMES[fault.kind];
  return name ? name(fault) : word("fault_other", fault.kind);
}

export function howOften(rule) {
  const isRare = rule.probability !== undefined && rule.probability < 1;
  const parts = [rule.times === undefined ? null : word("times_left", rule.times)];
  if (isRare) parts.push(word("probability", percent(rule.probability)));
  if (rule.times === undefined && !isRare) parts.push(word("for_ever"));
  if (rule.call) parts.push(word("only_for", rule.call));
  return parts.filter((part) => part !== null).join(" · ");
}
