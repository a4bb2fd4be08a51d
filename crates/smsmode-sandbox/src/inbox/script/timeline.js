// The life of a message: accepted, at the operator, received; what failed; what is awaited.

import { element } from "./element.js";
import { hasFailed, isPending, statusWord } from "./facts.js";
import { dayAndTime, time, word } from "./language.js";

const SENT = 0;
const SCHEDULED = 10;
const RECEIVED = 11;
const AT_OPERATOR = 13;
const LISTENED = 16;

export function drawTimeline(message) {
  const steps = [accepted(message), ...message.history.filter(isStep(message)).map(past), ...awaited(message)];
  return element("ol", { class: "timeline", "aria-label": word("timeline") }, ...steps.map(draw));
}

const accepted = (message) => ({ name: word("accepted"), at: message.accepted_at, kind: "done" });

// What is sent at once has only one beginning, and what is scheduled says when it leaves.
const isStep = (message) => ({ status }) =>
  status !== SCHEDULED && (status !== SENT || message.sent_at !== message.accepted_at);

function past({ at, status, status_name: name }) {
  const kind = hasFailed(status) ? "failed" : isPending(status) ? "done" : "final";
  return { name: shortWord(status) ?? statusWord(status, name), at, kind };
}

function shortWord(status) {
  if (status === SENT) return word("left");
  if (status === AT_OPERATOR) return word("operator");
  if (status === RECEIVED) return word("received");
  if (status === LISTENED) return word("listened");
  return null;
}

function awaited(message) {
  if (!isPending(message.status) || message.deleted) return [];
  const names = [message.kind === "voice" ? word("listened") : word("received")];
  if (message.status !== AT_OPERATOR) names.unshift(word("operator"));
  if (message.status === SCHEDULED) names.unshift(word("scheduled_for", dayAndTime(new Date(message.sent_at))));
  return names.map((name) => ({ name, at: null, kind: "awaited" }));
}

function draw({ name, at, kind }) {
  const when = at === null
    ? element("span", { class: "unseen" }, word("awaited"))
    : element("time", { datetime: at, title: dayAndTime(new Date(at)) }, time(new Date(at)));
  return element("li", { class: kind }, element("span", { class: "step" }, name), " ", when);
}
