// What stands in a conversation: a message of the shop, an answer of the person, a new day.

import { CallbackPart } from "./callbacks.js";
import { element, setText } from "./element.js";
import { hasFailed } from "./facts.js";
import { day, number, shortTime, word } from "./language.js";
import { compare, isFaithful } from "./losses.js";
import { drawChips, drawText } from "./segments.js";
import { drawTimeline } from "./timeline.js";

export function makeItem({ kind, value }) {
  if (kind === "message") return new MessagePart(value.message);
  return kind === "reply" ? new ReplyPart(value) : new DayPart(value);
}

class MessagePart {
  node;
  #drawn = null;
  #timeline = element("div", { class: "timeline-place" });
  #deleted = element("p", { class: "hint deleted-mark" });
  #callbacks = new CallbackPart();

  constructor(message) {
    const losses = compare(message.text_as_read, message.text);
    const text = drawText(message, losses);
    const bubble = element("div", { class: "bubble" }, drawSender(message), text, drawChips(message, text));
    this.node = element("li", { class: "message" }, bubble, drawLosses(message, losses),
      drawFacts(message), this.#timeline, this.#deleted, this.#callbacks.node);
  }

  update({ value: { message, callbacks, isMainAccount } }) {
    this.node.classList.toggle("main-account", isMainAccount);
    this.#callbacks.update(callbacks, message.delivery_url !== null || message.reply_url !== null);
    if (this.#drawn === message) return;
    this.#drawn = message;
    this.#timeline.replaceChildren(drawTimeline(message));
    this.node.classList.toggle("failed", hasFailed(message.status));
    this.node.classList.toggle("deleted", message.deleted);
    setText(this.#deleted, message.deleted ? word("deleted") : "");
  }
}

function drawSender({ sender }) {
  return sender ? element("p", { class: "sender" }, word("from", sender)) : null;
}

// Segments, alphabet, cost; reference, account and id for whoever looks for them in a log.
function drawFacts(message) {
  const facts = [
    word("segments", message.segments),
    word(`alphabet_${message.alphabet}`),
    word("credits", number(Number(message.cost)), Number(message.cost)),
  ];
  const node = element("p", { class: "facts" }, ...facts.map((fact) => element("span", {}, fact)));
  if (message.reference) node.append(element("span", { class: "reference" }, word("reference", message.reference)));
  node.append(element("span", { class: "account" }, word("account", message.account)));
  node.append(element("code", { class: "id" }, message.message_id));
  return node;
}

function drawLosses(message, { lost, cut, added }) {
  if (isFaithful(message.text_as_read, message.text)) return null;
  const lines = [];
  if (lost.size > 0) lines.push(word("lost_characters", lost.size, [...new Set(lost.values())].join(" ")));
  if (cut > 0) lines.push(word("cut_off", cut));
  if (added !== "") lines.push(word("added", added.trim()));
  const read = element("details", {}, element("summary", {}, word("as_read")),
    element("p", { class: "as-read", dir: "auto" }, message.text_as_read));
  const isLoss = lost.size > 0 || cut > 0;
  return element("div", { class: isLoss ? "losses" : "losses mild" }, ...lines.map((line) => element("p", {}, line)), read);
}

class ReplyPart {
  node;

  constructor(reply) {
    const when = element("time", { datetime: reply.received_at }, shortTime(new Date(reply.received_at)));
    const bubble = element("div", { class: "bubble" }, element("p", { class: "text", dir: "auto" }, reply.text));
    this.node = element("li", { class: "reply" }, bubble, element("p", { class: "facts" }, when));
  }

  update() {}
}

class DayPart {
  node;

  constructor(date) {
    this.node = element("li", { class: "day" }, element("span", {}, day(date)));
  }

  update() {}
}
