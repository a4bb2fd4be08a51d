// Puts the page together: what is heard changes the inbox, and what changed is drawn in the next frame.

import { Announcer } from "./announcer.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Controls } from "./controls.js";
import { byId } from "./element.js";
import { learnFacts } from "./facts.js";
import { Faults } from "./faults.js";
import { atMostEvery, oncePerFrame } from "./frame.js";
import { Inbox } from "./inbox.js";
import { Keys } from "./keys.js";
import { switchLanguage, translatePage, word } from "./language.js";
import { Live } from "./live.js";
import { PeopleList } from "./people-list.js";
import { SearchBox } from "./search-box.js";
import { Talk } from "./talk.js";
import { Theme } from "./theme.js";
import { Welcome } from "./welcome.js";

const inbox = new Inbox({
  people: oncePerFrame(() => {
    list.draw();
    welcome.draw();
    search.refresh();
  }),
  talk: oncePerFrame(() => {
    list.draw();
    talk.draw();
    composer.draw();
    welcome.draw();
    keepFocus();
  }),
  state: oncePerFrame(() => {
    clock.draw();
    talk.draw();
  }),
  faults: oncePerFrame(() => faults.draw()),
  news: (count, number) => announcer.news(count, number),
  answer: (number) => announcer.answer(number),
  reload: atMostEvery(1000, () => load()),
});

const list = new PeopleList(inbox);
const search = new SearchBox(inbox, list);
const talk = new Talk(inbox);
const composer = new Composer(inbox);
const clock = new Clock(inbox);
const faults = new Faults(inbox);
const welcome = new Welcome(inbox);
const controls = new Controls();
const theme = new Theme();
const connection = new Connection();
const announcer = new Announcer();

const keys = new Keys({
  j: () => list.step(1),
  k: () => list.step(-1),
  "/": () => search.focus(),
  r: () => composer.focus(),
  f: () => controls.toggle(),
}, escape);

// One step back from wherever one is.
function escape(event) {
  if (event.target === byId("search")) {
    search.clear();
    list.focus();
  } else if (controls.covers || byId("controls").contains(event.target)) {
    controls.close();
  } else if (inbox.conversation && byId("phone").contains(event.target)) {
    leave();
  }
}

function leave() {
  if (byId("people").checkVisibility()) list.focus();
  else location.hash = "#/";
}

// In one column, what had the focus makes place for something else: the focus goes there.
function keepFocus() {
  if (document.activeElement.checkVisibility()) return;
  if (byId("people").checkVisibility()) list.focus();
  else byId("person-number").focus();
}

function translate() {
  translatePage();
  byId("switch-language").textContent = word("language_name").slice(0, 2).toUpperCase();
  byId("switch-language").setAttribute("aria-label", word("language_name"));
  byId("switch-language").lang = document.documentElement.lang === "fr" ? "en" : "fr";
  for (const part of [theme, keys, connection, clock, composer]) part.draw();
  for (const part of [list, talk, faults, welcome]) part.redraw();
}

// The person shown stands in the address, so that back and bookmarks work.
function follow() {
  const number = /^#\/(.+)$/.exec(location.hash)?.[1];
  inbox.show(number ? decodeURIComponent(number) : null).catch(() => connection.cannotLoad());
}

async function load() {
  try {
    await inbox.load();
  } catch {
    connection.cannotLoad();
    setTimeout(load, 2000);
  }
}

async function start() {
  await learnFacts();
  translate();
  byId("switch-language").addEventListener("click", () => {
    switchLanguage();
    translate();
  });
  window.addEventListener("hashchange", follow);
  document.addEventListener("visibilitychange", () => inbox.markRead());
  follow();
  new Live({
    heard: inbox.heard,
    opened: () => connection.opened(),
    lost: () => connection.lost(),
  });
}

start();
