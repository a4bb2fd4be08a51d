// The management routes of the sandbox that this page came from.

export class Refused extends Error {}

async function call(method, path, body) {
  const answer = await fetch(`/_sandbox/${path}`, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Refused(reason(text) ?? `HTTP ${answer.status}`);
  return text === "" ? null : JSON.parse(text);
}

function reason(text) {
  try {
    return JSON.parse(text).error;
  } catch {
    return text.slice(0, 200) || null;
  }
}

const query = (filter) => new URLSearchParams(filter).toString();

export const messages = (filter) => call("GET", `messages?${query(filter)}`);
export const replies = () => call("GET", "replies");
export const callbacksOf = (messageId) => call("GET", `callbacks?${query({ message_id: messageId })}`);
export const state = () => call("GET", "state");
export const faults = () => call("GET", "faults");
export const setFaults = (rules) => call("PUT", "faults", rules);
export const clearFaults = () => call("DELETE", "faults");
export const advance = (seconds) => call("POST", "advance", { seconds });
export const reply = (messageId, from, text) => call("POST", "reply", { message_id: messageId, from, text });
export const replay = (number) => call("POST", `callbacks/${number}/replay`);

// The names of statuses and refusals, and the demo key: they do not change while the sandbox runs.
export const facts = async () => (await fetch("/inbox/facts.json")).json();
