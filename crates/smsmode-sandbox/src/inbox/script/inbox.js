// What the page knows of the sandbox, kept up to date by its events. Nothing here draws.

import { Conversation, PAGE } from "./conversation.js";
import { atMostEvery } from "./frame.js";
import { People } from "./people.js";
import { soughtDigits, wholeNumber } from "./phone-number.js";
import * as service from "./service.js";

const LOADED_FIRST = 500;
const MOST_HITS = 200;
const MOST_REPLIES = 10_000;

export class Inbox {
  people = new People();
  conversation = null;
  state = null;
  faults = [];
  isLoaded = false;
  #replies = [];
  #changed;
  // Events that came while everything was loaded anew; null at other times.
  #held = null;
  #loading = Promise.resolve();
  // What came for the conversation while it was loaded; null at other times.
  #meanwhile = null;
  #askForState = atMostEvery(500, () => this.#learnState());

  // `changed` has a function for each thing that can change: people, talk, state, faults, news.
  constructor(changed) {
    this.#changed = changed;
  }

  // Loads everything, once after the other. What happens meanwhile is heard afterwards.
  load() {
    this.#loading = this.#loading.catch(() => {}).then(() => this.#load());
    return this.#loading;
  }

  async #load() {
    this.#held = [];
    const [messages, replies] = await Promise.all([service.messages({ newest: LOADED_FIRST }), service.replies()]);
    this.#replies = replies.slice(-MOST_REPLIES);
    this.people.load(messages, replies);
    this.isLoaded = true;
    this.markRead();
    this.#release();
    this.#changed.people();
    this.#askForState();
    this.#learnFaults();
    if (this.conversation) await this.show(this.conversation.number);
  }

  #release() {
    const held = this.#held;
    this.#held = null;
    held.forEach((hear) => hear());
  }

  #hear(act) {
    if (this.#held) this.#held.push(act);
    else act();
  }

  // What Live listens to.
  get heard() {
    return {
      messages: (messages) => this.#hear(() => this.#hearMessages(messages)),
      replies: (replies) => this.#hear(() => this.#hearReplies(replies)),
      callbacks: (records) => this.#hear(() => this.#hearCallbacks(records)),
      faults: (rules) => this.takeFaults(rules),
      clock: () => this.#askForState(),
      reload: () => this.#changed.reload(),
    };
  }

  #hearMessages(messages) {
    const shown = document.hidden ? null : this.conversation?.number;
    const news = messages.filter((message) => this.people.hear(message, message.recipient === shown));
    const isTalk = messages.filter((message) => this.conversation?.hear(message)).length > 0;
    this.#meanwhile?.push(...messages);
    this.#changed.people();
    if (isTalk) this.#changed.talk();
    if (news.length > 0) this.#changed.news(news.length, news[news.length - 1].recipient);
    this.#askForState();
  }

  #hearReplies(replies) {
    for (const reply of replies) {
      this.#replies.push(reply);
      this.people.hearReply(reply);
      if (this.conversation?.hearReply(reply)) this.#changed.talk();
      this.#changed.answer(reply.from);
    }
    this.#replies = this.#replies.slice(-MOST_REPLIES);
    this.#changed.people();
    this.#askForState();
  }

  #hearCallbacks(records) {
    const isTalk = records.filter((record) => this.conversation?.hearCallback(record)).length > 0;
    if (isTalk) this.#changed.talk();
  }

  async #learnState() {
    this.state = await service.state().catch(() => this.state);
    this.#changed.state();
  }

  async #learnFaults() {
    this.takeFaults(await service.faults().catch(() => this.faults));
  }

  takeFaults(rules) {
    this.faults = rules;
    this.#changed.faults();
  }

  // Nobody is shown for null.
  async show(number) {
    const isSame = this.conversation?.number === number;
    if (!isSame) this.conversation = number === null ? null : new Conversation(number);
    this.#meanwhile = null;
    this.markRead();
    this.#changed.talk();
    if (number !== null) await this.#loadConversation(new Conversation(number));
  }

  // What is shown stays until what takes its place is there.
  async #loadConversation(fresh) {
    const meanwhile = [];
    this.#meanwhile = meanwhile;
    const page = await service.messages({ recipient: fresh.number, newest: PAGE });
    if (this.#meanwhile !== meanwhile) return;
    this.#meanwhile = null;
    fresh.addOlder(page, page.length < PAGE);
    meanwhile.forEach((message) => fresh.hear(message));
    this.#replies.forEach((reply) => fresh.hearReply(reply));
    this.conversation = fresh;
    this.#changed.talk();
    await this.#learnCallbacks(fresh, page);
  }

  async showOlder() {
    const talk = this.conversation;
    const until = talk.oldest.accepted_at;
    // Those of the same moment as the oldest come again: where nothing is new, more are asked for.
    for (let size = PAGE; ; size *= 4) {
      const page = await service.messages({ recipient: talk.number, newest: size, until });
      const isMore = talk.addOlder(page, page.length < size);
      this.#changed.talk();
      if (isMore || talk.isComplete) return this.#learnCallbacks(talk, page);
    }
  }

  // Only of messages that somebody wanted to be told about.
  async #learnCallbacks(talk, messages) {
    const wanted = new Set(messages.filter(isTold).map((message) => message.message_id));
    for (const messageId of wanted) {
      if (this.conversation !== talk) return;
      const records = await service.callbacksOf(messageId);
      records.forEach((record) => talk.hearCallback(record));
    }
    if (wanted.size > 0) this.#changed.talk();
  }

  markRead() {
    if (!this.conversation || document.hidden) return;
    this.people.read(this.conversation.number);
    this.#changed.people();
  }

  // The newest message of each person that has the text, number or reference.
  async search(text) {
    const digits = soughtDigits(text);
    const asked = filters(text).map((filter) => service.messages({ ...filter, newest: MOST_HITS }));
    const known = this.people.newest(MOST_HITS, (person) => isHit(person, text.toLowerCase(), digits));
    const hits = new Map(known.map((person) => [person.number, person]));
    for (const message of (await Promise.all(asked)).flat().reverse()) {
      const { recipient } = message;
      if (!hits.has(recipient)) hits.set(recipient, { number: recipient, last: message, answer: null, unread: 0 });
    }
    return [...hits.values()];
  }
}

function filters(text) {
  const recipient = wholeNumber(text);
  return [{ text }, { reference: text }, ...(recipient === null ? [] : [{ recipient }])];
}

const isTold = (message) => message.delivery_url !== null || message.reply_url !== null;

function isHit({ number, last, answer }, text, digits) {
  if (digits !== null && number.includes(digits)) return true;
  return [last.text, last.reference, answer?.text].some((field) => field?.toLowerCase().includes(text));
}
