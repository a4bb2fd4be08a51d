// The search: while something stands in it, the list holds who was found.

import { byId } from "./element.js";
import { atMostEvery } from "./frame.js";

export class SearchBox {
  #inbox;
  #list;
  #input = byId("search");
  #asked = 0;
  #searchAgain = atMostEvery(2000, () => this.#search());
  #searchSoon = atMostEvery(150, () => this.#search());

  constructor(inbox, list) {
    this.#inbox = inbox;
    this.#list = list;
    this.#input.addEventListener("input", () => this.#searchSoon());
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  // What is new may be sought, too.
  refresh() {
    if (this.#input.value.trim() !== "") this.#searchAgain();
  }

  clear() {
    this.#input.value = "";
    this.#search();
  }

  // Answers may overtake each other: only the last question counts.
  async #search() {
    const text = this.#input.value.trim();
    this.#asked += 1;
    const asked = this.#asked;
    const found = text === "" ? null : await this.#inbox.search(text).catch(() => []);
    if (asked === this.#asked) this.#list.showFound(found);
  }
}
