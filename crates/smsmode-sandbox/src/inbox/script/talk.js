// The conversation with one person, as on their phone.

import { drawAvatar } from "./avatar.js";
import { makeItem } from "./bubble.js";
import { byId, setText } from "./element.js";
import { KeyedList } from "./keyed-list.js";
import { word } from "./language.js";
import { written } from "./phone-number.js";

// So near to the end, its reader wants to see what comes.
const NEAR = 60;

export class Talk {
  #inbox;
  #list = new KeyedList(byId("bubbles"), makeItem);
  #paper = byId("paper");
  #number = null;

  constructor(inbox) {
    this.#inbox = inbox;
    byId("older").addEventListener("click", () => inbox.showOlder());
    byId("newest").addEventListener("click", () => this.#toEnd());
    this.#paper.addEventListener("scroll", () => this.#hideNewest(), { passive: true });
  }

  draw() {
    const talk = this.#inbox.conversation;
    byId("talk").hidden = talk === null;
    document.body.classList.toggle("has-talk", talk !== null);
    if (talk === null) return this.#leave();
    const isOther = talk.number !== this.#number;
    if (isOther) this.#enter(talk.number);
    this.#drawItems(talk, isOther);
    setText(byId("person-summary"), talk.isEmpty && talk.isComplete
      ? word("nothing_kept") : word("person_summary", talk.size, !talk.isComplete && !talk.isEmpty));
  }

  redraw() {
    this.#list.clear();
    this.draw();
  }

  #enter(number) {
    this.#number = number;
    this.#list.clear();
    byId("newest").hidden = true;
    drawAvatar(byId("person-avatar"), number);
    setText(byId("person-number"), written(number));
  }

  #leave() {
    this.#number = null;
    this.#list.clear();
  }

  // The reader stays where they are: at the end if they were there, else at the message that they see.
  #drawItems(talk, isOther) {
    const isAtEnd = isOther || this.#fromEnd() < NEAR;
    const seen = isAtEnd ? null : this.#firstSeen();
    const top = seen?.getBoundingClientRect().top;
    const last = byId("bubbles").lastElementChild;
    byId("older").hidden = talk.isComplete || talk.isEmpty;
    this.#list.show(entries(talk, this.#inbox.state));
    if (isAtEnd) return this.#toEnd();
    if (seen?.isConnected) this.#paper.scrollTop += seen.getBoundingClientRect().top - top;
    if (last !== byId("bubbles").lastElementChild) byId("newest").hidden = false;
  }

  #fromEnd() {
    return this.#paper.scrollHeight - this.#paper.clientHeight - this.#paper.scrollTop;
  }

  #firstSeen() {
    const { top } = this.#paper.getBoundingClientRect();
    const items = byId("bubbles").querySelectorAll(":scope > :not(.day)");
    return [...items].find((item) => item.getBoundingClientRect().bottom > top);
  }

  #toEnd() {
    this.#paper.scrollTop = this.#paper.scrollHeight;
    byId("newest").hidden = true;
  }

  #hideNewest() {
    if (this.#fromEnd() < NEAR) byId("newest").hidden = true;
  }
}

// Pairs of a key and an item; a new day begins with its name.
function entries(talk, state) {
  const mainAccount = state?.accounts[0]?.login;
  const all = [];
  let today = null;
  for (const { kind, at, value } of talk.items()) {
    const date = new Date(at);
    if (date.toDateString() !== today) {
      today = date.toDateString();
      all.push([`day ${today}`, { kind: "day", value: date }]);
    }
    if (kind === "reply") all.push([`reply ${value.reply_id}`, { kind, value }]);
    else all.push([`message ${value.sequence} ${value.message_id}`, messageItem(talk, value, mainAccount)]);
  }
  return all;
}

function messageItem(talk, message, mainAccount) {
  const callbacks = talk.callbacksOf(message.message_id);
  return { kind: "message", value: { message, callbacks, isMainAccount: message.account === mainAccount } };
}
