// The list of people, the newest first; or those whom a search found.

import { drawAvatar } from "./avatar.js";
import { byId, element, setText } from "./element.js";
import { hasFailed } from "./facts.js";
import { KeyedList } from "./keyed-list.js";
import { number as counted, shortDay, shortTime, word } from "./language.js";
import { written } from "./phone-number.js";

const STEP = 100;

export class PeopleList {
  #inbox;
  #list = new KeyedList(byId("people-list"), (person) => new PersonPart(person));
  #most = STEP;
  // What a search found; null without one.
  #found = null;

  constructor(inbox) {
    this.#inbox = inbox;
    byId("more-people").addEventListener("click", () => this.#showMore());
    byId("people-list").addEventListener("keydown", (event) => this.#walk(event));
  }

  draw() {
    const people = this.#found ?? this.#inbox.people.newest(this.#most + 1);
    const shown = this.#inbox.conversation?.number;
    const entries = people.slice(0, this.#most).map((person) => [person.number, { person, shown }]);
    this.#list.show(entries);
    this.#makeOneReachable();
    byId("more-people").hidden = people.length <= this.#most;
    byId("found").hidden = this.#found === null;
    setText(byId("found"), this.#found === null ? "" : foundWord(this.#found.length));
    const unread = this.#inbox.people.unread;
    document.title = unread > 0 ? `(${counted(unread)}) ${word("title")}` : word("title");
  }

  showFound(people) {
    this.#found = people;
    this.#most = STEP;
    this.draw();
  }

  redraw() {
    this.#list.clear();
    this.draw();
  }

  // Opens the next (1) or previous (-1) person.
  step(by) {
    const links = this.#links();
    const current = links.findIndex((link) => link.getAttribute("aria-current") === "true");
    const next = links[current < 0 ? 0 : Math.min(Math.max(current + by, 0), links.length - 1)];
    if (!next) return;
    next.focus();
    next.click();
  }

  focus() {
    (this.#links().find((link) => link.tabIndex === 0) ?? byId("people")).focus();
  }

  #showMore() {
    const next = this.#links().length;
    this.#most += STEP;
    this.draw();
    this.#links()[next]?.focus();
  }

  // One stop for the tab key, and arrows within.
  #makeOneReachable() {
    const links = this.#links();
    const stop = links.find((link) => link === document.activeElement)
      ?? links.find((link) => link.getAttribute("aria-current") === "true")
      ?? links.find((link) => link.tabIndex === 0) ?? links[0];
    for (const link of links) link.tabIndex = link === stop ? 0 : -1;
  }

  #walk(event) {
    const links = this.#links();
    const here = links.indexOf(document.activeElement);
    const places = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 };
    const next = links[places[event.key]];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
    this.#makeOneReachable();
  }

  #links() {
    return [...byId("people-list").querySelectorAll("a")];
  }
}

const foundWord = (count) => (count === 0 ? word("nothing_found") : word("found", count));

class PersonPart {
  node;
  #link;
  #number = element("strong");
  #when = element("time");
  #preview = element("span", { class: "preview" });
  #unread = element("span", { class: "unread" });

  constructor({ person }) {
    const avatar = element("span", { "aria-hidden": "true" });
    drawAvatar(avatar, person.number);
    setText(this.#number, written(person.number));
    const first = element("span", { class: "line" }, this.#number, this.#when);
    const second = element("span", { class: "line" }, this.#preview, this.#unread);
    const lines = element("span", { class: "lines" }, first, second);
    this.#link = element("a", { href: `#/${encodeURIComponent(person.number)}`, tabindex: "-1" }, avatar, lines);
    this.node = element("li", {}, this.#link);
  }

  update({ person, shown }) {
    const { last, answer, unread } = person;
    setText(this.#preview, answer ? word("answered", answer.text.slice(0, 80)) : last.text.slice(0, 80));
    this.#preview.classList.toggle("failed", !answer && hasFailed(last.status));
    this.#drawTime(answer ? answer.received_at : last.accepted_at);
    this.#drawUnread(unread);
    this.#link.setAttribute("aria-current", String(person.number === shown));
  }

  #drawTime(at) {
    if (this.#when.dateTime === at) return;
    const date = new Date(at);
    const isToday = date.toDateString() === new Date().toDateString();
    this.#when.dateTime = at;
    setText(this.#when, isToday ? shortTime(date) : shortDay(date));
  }

  #drawUnread(unread) {
    this.#unread.hidden = unread === 0;
    setText(this.#unread, unread > 99 ? "99+" : String(unread));
    this.#unread.title = word("unread", unread);
    this.node.classList.toggle("is-unread", unread > 0);
  }
}
