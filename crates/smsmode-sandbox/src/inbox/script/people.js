// The people who got messages: the newest of each, and how many were not looked at.

// Beyond so many, those who got nothing for the longest time are left to the search.
const MOST_PEOPLE = 2000;

export class People {
  // In the order of their newest message or reply, the newest last.
  #people = new Map();
  // None before the first loading.
  #newestSequence = null;


  get size() {
    return this.#people.size;
  }

  get unread() {
    let sum = 0;
    for (const person of this.#people.values()) sum += person.unread;
    return sum;
  }

  // Everybody anew. What was there before the page nobody missed; what came between two loadings is
  // unread, as is what was so before.
  load(messages, replies) {
    const unread = new Map([...this.#people].map(([number, person]) => [number, person.unread]));
    const seen = this.#newestSequence ?? Infinity;
    this.#people.clear();
    this.#newestSequence = 0;
    for (const message of messages) this.#take(message, message.sequence > seen ? 1 : 0);
    for (const reply of replies) this.#answer(reply);
    for (const person of this.#people.values()) person.unread += unread.get(person.number) ?? 0;
  }

  // Something that happens now; whether it is a message not seen before.
  hear(message, isShown) {
    const isNew = message.sequence > this.#newestSequence;
    this.#take(message, isNew && !isShown ? 1 : 0);
    return isNew;
  }

  hearReply(reply) {
    const person = this.#answer(reply);
    if (person) this.#moveUp(person);
  }

  read(number) {
    const person = this.#people.get(number);
    if (person) person.unread = 0;
  }

  // Everybody whom the test takes, the newest first.
  newest(most, test = () => true) {
    const all = [...this.#people.values()].reverse();
    return all.filter(test).slice(0, most);
  }

  // Whoever said the last word is shown with it.
  #answer(reply) {
    const person = this.#people.get(reply.from);
    if (!person || Date.parse(reply.received_at) < Date.parse(person.last.accepted_at)) return null;
    person.answer = reply;
    return person;
  }

  #take(message, unread) {
    this.#newestSequence = Math.max(this.#newestSequence, message.sequence);
    const person = this.#people.get(message.recipient) ?? { number: message.recipient, unread: 0 };
    person.unread += unread;
    const isNewer = !person.last || message.sequence >= person.last.sequence;
    if (!isNewer) return;
    const isFirstSight = message.sequence !== person.last?.sequence;
    person.last = message;
    if (!isFirstSight) return;
    person.answer = null;
    this.#moveUp(person);
  }

  #moveUp(person) {
    this.#people.delete(person.number);
    this.#people.set(person.number, person);
    if (this.#people.size > MOST_PEOPLE) this.#people.delete(this.#people.keys().next().value);
  }
}
