// The panel beside the phone: open where there is room, else called for.

import { byId } from "./element.js";
import { remember, remembered } from "./settings.js";

const ROOM = matchMedia("(min-width: 1180px)");

export class Controls {
  #button = byId("show-controls");
  #panel = byId("controls");

  constructor() {
    this.#button.addEventListener("click", () => this.toggle());
    byId("hide-controls").addEventListener("click", () => this.close());
    ROOM.addEventListener("change", () => this.#set(this.#wished()));
    this.#set(this.#wished());
  }

  get covers() {
    return this.#isOpen && !ROOM.matches;
  }

  toggle() {
    if (this.#isOpen) return this.close();
    this.#set(true);
    if (ROOM.matches) remember("controls", "open");
    this.#panel.focus();
  }

  close() {
    this.#set(false);
    if (ROOM.matches) remember("controls", "closed");
    this.#button.focus();
  }

  get #isOpen() {
    return !this.#panel.hidden;
  }

  #wished() {
    return ROOM.matches && remembered("controls") !== "closed";
  }

  #set(isOpen) {
    this.#panel.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("has-controls", isOpen);
  }
}
