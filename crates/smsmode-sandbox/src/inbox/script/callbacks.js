// The callbacks of a message: what was told to whom, what the other server answered, and once more.

import { element, setText } from "./element.js";
import { KeyedList } from "./keyed-list.js";
import { time, word } from "./language.js";
import * as service from "./service.js";

export class CallbackPart {
  node;
  #summary = element("summary");
  #none = element("p", { class: "hint" });
  #list;

  constructor() {
    const list = element("ul", { class: "callbacks" });
    this.#list = new KeyedList(list, (record) => new RecordPart(record));
    this.node = element("details", { class: "callback-part" }, this.#summary, this.#none, list);
  }

  // A message that nobody asked to be told about has no such part.
  update(records, isWanted) {
    this.node.hidden = records.length === 0 && !isWanted;
    setText(this.#summary, word("callbacks", records.length));
    this.#summary.classList.toggle("failed", records.some((record) => !isFine(record.outcome)));
    setText(this.#none, records.length === 0 ? word("no_callbacks") : "");
    this.#list.show(records.map((record) => [record.number, record]));
  }
}

class RecordPart {
  node;
  #what = element("strong");
  #answers = element("ol", { class: "answers" });
  #url = element("code", { class: "url" });
  #replay;
  #problem = element("p", { class: "hint failed", role: "status" });

  constructor(record) {
    this.#replay = element("button", { type: "button", class: "small", onclick: () => this.#again(record.number) });
    const head = element("div", { class: "callback-head" }, this.#what, this.#replay);
    this.node = element("li", {}, head, this.#answers, this.#url, this.#problem);
  }

  update(record) {
    const what = word(record.kind === "reply" ? "reply" : "receipt");
    setText(this.#what, record.replay_of ? word("replayed", what, record.replay_of) : `${what} ${record.number}`);
    setText(this.#replay, word("replay"));
    this.#replay.setAttribute("aria-label", word("replay_this", `${what} ${record.number}`));
    setText(this.#url, record.url);
    this.#answers.replaceChildren(...answers(record).map(drawAnswer));
  }

  async #again(number) {
    try {
      setText(this.#problem, "");
      await service.replay(number);
    } catch (error) {
      setText(this.#problem, word("replay_failed", error.message));
    }
  }
}

// Each attempt with its answer; what was not tried yet is waiting.
function answers(record) {
  return record.attempts.length > 0 ? record.attempts : [{ at: record.at, outcome: record.outcome, answer: null }];
}

function drawAnswer({ at, outcome, answer }) {
  const when = element("time", { datetime: at }, time(new Date(at)));
  const body = answer ? element("q", { class: "body" }, answer) : null;
  return element("li", { class: isFine(outcome) ? "fine" : "failed" }, outcomeWord(outcome), " ", when, body);
}

function outcomeWord(outcome) {
  if (outcome === "waiting") return word("waiting");
  if ("answered" in outcome) return word("http_answer", outcome.answered);
  if ("not_called" in outcome) return word("not_called", outcome.not_called);
  return word("no_answer");
}

function isFine(outcome) {
  if (outcome === "waiting") return true;
  return "answered" in outcome && outcome.answered >= 200 && outcome.answered < 300;
}
