// The keyboard: single keys, which can be switched off, and Escape.

import { byId, element } from "./element.js";
import { word } from "./language.js";
import { remember, remembered } from "./settings.js";

const HELP = [
  ["j ↓ / k ↑", "key_move"],
  ["/", "key_search"],
  ["r", "key_reply"],
  ["f", "key_controls"],
  ["Esc", "key_escape"],
  ["?", "key_help"],
];

export class Keys {
  #acts;
  #escape;

  // `acts` has a function for each key; `escape` gets the element that has the focus.
  constructor(acts, escape) {
    this.#acts = { ...acts, "?": () => this.#showHelp() };
    this.#escape = escape;
    document.addEventListener("keydown", (event) => this.#press(event));
    byId("show-help").addEventListener("click", () => this.#showHelp());
    byId("keys-on").checked = remembered("keys") !== "off";
    byId("keys-on").addEventListener("change", (event) => remember("keys", event.target.checked ? "on" : "off"));
  }

  draw() {
    byId("keys").replaceChildren(...HELP.flatMap(([keys, key]) => [
      element("dt", {}, ...keys.split(" ").map((name) => (name === "/" && keys !== "/" ? " / " : element("kbd", {}, name)))),
      element("dd", {}, word(key)),
    ]));
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "Escape") return this.#escape(event);
    const act = this.#acts[event.key];
    if (!act || isTyping(event.target) || !byId("keys-on").checked) return;
    event.preventDefault();
    act();
  }

  #showHelp() {
    byId("help").showModal();
  }
}

const isTyping = (node) => node.matches("input:not([type=checkbox]), textarea, select");
