// Tells people who hear the page what is new: in one sentence, and not more often than they can hear.

import { byId } from "./element.js";
import { atMostEvery } from "./frame.js";
import { word } from "./language.js";
import { written } from "./phone-number.js";

const PAUSE = 4000;

export class Announcer {
  #count = 0;
  #number = "";
  #tell = atMostEvery(PAUSE, () => this.#say());

  news(count, number) {
    this.#count += count;
    this.#number = number;
    this.#tell();
  }

  answer(number) {
    byId("announcer").textContent = word("announce_reply", written(number));
  }

  #say() {
    byId("announcer").textContent = word("announce_messages", this.#count, written(this.#number));
    this.#count = 0;
  }
}
