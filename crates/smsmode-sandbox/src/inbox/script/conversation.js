// What passed between the shop and one person: a window on the newest messages, wider on demand.

export const PAGE = 30;

export class Conversation {
  number;
  // Whether nothing older is kept by the sandbox.
  isComplete = false;
  #messages = new Map();
  #replies = new Map();
  #callbacks = new Map();
  #most = 2 * PAGE;

  constructor(number) {
    this.number = number;
  }

  get isEmpty() {
    return this.#messages.size === 0;
  }

  get size() {
    return this.#messages.size;
  }

  get oldest() {
    return this.messages()[0];
  }

  messages() {
    return [...this.#messages.values()].sort((one, other) => one.sequence - other.sequence);
  }

  // A page of older messages: the window grows by it. Whether anything was new.
  addOlder(page, isComplete) {
    const before = this.#messages.size;
    this.isComplete = isComplete;
    page.forEach((message) => this.#put(message));
    this.#most = Math.max(this.#most, this.#messages.size);
    return this.#messages.size > before;
  }

  hear(message) {
    if (message.recipient !== this.number) return false;
    const isTooOld = !this.isComplete && !this.isEmpty && message.sequence < this.oldest.sequence;
    if (isTooOld) return false;
    this.#put(message);
    this.#shrink();
    return true;
  }

  hearReply(reply) {
    if (reply.from !== this.number) return false;
    this.#replies.set(reply.reply_id, reply);
    return true;
  }

  hearCallback(record) {
    if (!this.messages().some((message) => message.message_id === record.message_id)) return false;
    const records = this.#callbacks.get(record.message_id) ?? new Map();
    this.#callbacks.set(record.message_id, records.set(record.number, record));
    return true;
  }

  callbacksOf(messageId) {
    return [...(this.#callbacks.get(messageId)?.values() ?? [])].sort((one, other) => one.number - other.number);
  }

  // Messages and replies in their order. Replies to what is outside the window are outside, too.
  items() {
    const messages = this.messages();
    const begin = this.isComplete || messages.length === 0 ? -Infinity : at(messages[0].accepted_at);
    const items = messages.map((message) => ({ kind: "message", at: at(message.accepted_at), value: message }));
    for (const reply of this.#replies.values()) {
      if (at(reply.received_at) >= begin) items.push({ kind: "reply", at: at(reply.received_at), value: reply });
    }
    return items.sort((one, other) => one.at - other.at);
  }

  // The message that an answer would be to: the newest that has left and has no sender of its own.
  answerable() {
    return this.messages().reverse().find((message) => !message.sender && message.status !== SCHEDULED);
  }

  // Answers overtake events: what knows more of a message's life is newer.
  #put(message) {
    const known = this.#messages.get(message.sequence);
    if (known && known.history.length > message.history.length) return;
    this.#messages.set(message.sequence, message);
  }

  #shrink() {
    if (this.#messages.size <= this.#most) return;
    for (const message of this.messages().slice(0, this.#messages.size - this.#most)) {
      this.#messages.delete(message.sequence);
      this.#callbacks.delete(message.message_id);
    }
    this.isComplete = false;
  }
}

const SCHEDULED = 10;

const at = (text) => Date.parse(text);
