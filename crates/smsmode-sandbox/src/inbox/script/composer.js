// Answers as the customer.

import { byId, setText } from "./element.js";
import { word } from "./language.js";
import { written } from "./phone-number.js";
import * as service from "./service.js";

export class Composer {
  #inbox;
  #input = byId("answer");
  #number = null;
  #problem = "";

  constructor(inbox) {
    this.#inbox = inbox;
    byId("composer").addEventListener("submit", (event) => this.#submit(event));
    for (const quick of byId("composer").querySelectorAll("[data-answer]")) {
      quick.addEventListener("click", () => this.#send(quick.dataset.answer));
    }
  }

  focus() {
    this.#input.focus();
  }

  draw() {
    const talk = this.#inbox.conversation;
    if (talk === null) return;
    this.#enter(talk.number);
    const label = word("answer_as", written(talk.number));
    this.#input.placeholder = label;
    this.#input.setAttribute("aria-label", label);
    const isLoading = talk.isEmpty && !talk.isComplete;
    const isAnswerable = isLoading || talk.answerable() !== undefined;
    for (const control of byId("composer").querySelectorAll("button, input")) control.disabled = !isAnswerable;
    setText(byId("composer-hint"), isAnswerable || talk.isEmpty ? this.#problem : word("not_answerable"));
  }

  // A draft is for one person only.
  #enter(number) {
    if (this.#number === number) return;
    this.#number = number;
    this.#problem = "";
    this.#input.value = "";
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (text !== "") this.#send(text);
  }

  async #send(text) {
    const talk = this.#inbox.conversation;
    const message = talk.answerable();
    if (!message) return;
    try {
      await service.reply(message.message_id, talk.number, text);
      if (this.#input.value.trim() === text) this.#input.value = "";
      this.#problem = text.toUpperCase() === "STOP" ? word("opted_out") : "";
    } catch (error) {
      this.#problem = word("answer_failed", error.message);
    }
    this.draw();
  }
}
