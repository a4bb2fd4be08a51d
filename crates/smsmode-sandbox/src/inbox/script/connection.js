// Whether the page hears the sandbox, said where it does not disturb.

import { byId, setText } from "./element.js";
import { word } from "./language.js";

const SHOWN = 4000;

export class Connection {
  // One of: connecting, connected, back_again, lost, cannot_load.
  #now = "connecting";
  #timer = null;

  opened() {
    this.#set(this.#now === "connecting" ? "connected" : "back_again");
    this.#timer = setTimeout(() => this.#set("connected"), SHOWN);
  }

  lost() {
    this.#set("lost");
  }

  cannotLoad() {
    this.#set("cannot_load");
  }

  draw() {
    setText(byId("connection"), word(this.#now));
    byId("connection").dataset.state = this.#now;
  }

  #set(state) {
    clearTimeout(this.#timer);
    this.#now = state;
    this.draw();
  }
}
