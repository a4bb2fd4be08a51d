// What this browser remembers of its user's choices. Without storage, nothing is remembered.

const prefix = "smsmode-inbox-";

export function remembered(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // A browser may forbid it; the choice then holds until the page is closed.
  }
}
