// A list whose items keep their elements, and so focus, open parts and scrolling, while they change.

export class KeyedList {
  #parent;
  #make;
  #parts = new Map();

  // `make(value)` gives `{ node, update(value) }`.
  constructor(parent, make) {
    this.#parent = parent;
    this.#make = make;
  }

  // `entries` are pairs of a key and a value, in the order in which they are shown.
  show(entries) {
    this.#remove(new Set(entries.map(([key]) => key)));
    let place = this.#parent.firstElementChild;
    for (const [key, value] of entries) {
      const { node } = this.#part(key, value);
      if (node === place) place = place.nextElementSibling;
      else put(this.#parent, node, place);
    }
  }

  clear() {
    this.#remove(new Set());
  }

  part(key) {
    return this.#parts.get(key);
  }

  #part(key, value) {
    let part = this.#parts.get(key);
    if (!part) {
      part = this.#make(value);
      this.#parts.set(key, part);
    }
    part.update(value);
    return part;
  }

  #remove(wanted) {
    for (const [key, part] of this.#parts) {
      if (wanted.has(key)) continue;
      part.node.remove();
      this.#parts.delete(key);
    }
  }
}

// An element that is moved loses the focus; it gets it back.
function put(parent, node, place) {
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(node, place);
  focused?.focus({ preventScroll: true });
}
