// The sandbox's clock, which can be advanced, and what its accounts have left.

import { byId, element, setText } from "./element.js";
import { dayAndTime, number, word } from "./language.js";
import * as service from "./service.js";

export class Clock {
  #inbox;
  // How far the sandbox's clock is ahead of ours.
  #ahead = null;

  constructor(inbox) {
    this.#inbox = inbox;
    for (const button of byId("advance").children) {
      button.addEventListener("click", () => this.#advance(Number(button.dataset.seconds)));
    }
    setInterval(() => this.#tick(), 1000);
  }

  draw() {
    const { state } = this.#inbox;
    if (state === null) return;
    this.#ahead = Date.parse(state.now) - Date.now();
    this.#tick();
    byId("accounts").replaceChildren(...state.accounts.flatMap(drawAccount));
    const { kept, accepted } = state.messages;
    setText(byId("kept"), word("kept", number(kept), number(accepted), number(state.limits.keep)));
  }

  #tick() {
    if (this.#ahead === null) return;
    const now = new Date(Date.now() + this.#ahead);
    byId("now").dateTime = now.toISOString();
    setText(byId("now"), dayAndTime(now));
  }

  async #advance(seconds) {
    try {
      const { now } = await service.advance(seconds);
      this.#ahead = Date.parse(now) - Date.now();
      this.#tick();
      setText(byId("clock-hint"), "");
    } catch (error) {
      setText(byId("clock-hint"), word("failed", error.message));
    }
  }
}

function drawAccount({ login, credits, post_paid: isPostPaid }) {
  const left = Number(credits);
  const hint = isPostPaid ? element("small", {}, ` ${word("post_paid")}`) : null;
  const isEmpty = left <= 0 && !isPostPaid;
  return [
    element("dt", {}, login),
    element("dd", { class: isEmpty ? "failed" : null }, word("credits", number(left), left), hint),
  ];
}
