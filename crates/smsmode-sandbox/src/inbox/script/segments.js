// A text with its segments drawn at their borders.

import { element } from "./element.js";
import { word } from "./language.js";

// The pieces of the text: `ends` are offsets in characters, the last one the length of the text.
export function pieces(text, ends) {
  const characters = [...text];
  const begins = [0, ...ends];
  return ends.map((end, index) => ({ begin: begins[index], characters: characters.slice(begins[index], end) }));
}

// One span for each segment; `losses` tells which characters became `?` and what was added.
export function drawText(message, losses) {
  const all = pieces(message.text, message.segment_ends);
  const spans = all.map((piece, index) => {
    const span = element("span", { class: "segment", title: all.length > 1 ? title(piece, index, all) : null });
    span.append(...runs(piece, losses));
    return span;
  });
  return element("p", { class: all.length > 1 ? "text several" : "text", dir: "auto" }, ...spans);
}

// A button for each border: it shows its segment while it is pointed at or focused.
export function drawChips(message, text) {
  const all = pieces(message.text, message.segment_ends);
  if (all.length < 2) return null;
  const said = element("span", { class: "segment-said", "aria-hidden": "true" });
  const chips = all.map((piece, index) => chip(title(piece, index, all), index, text, said));
  return element("div", { class: "chips" }, ...chips, said);
}

function chip(label, index, text, said) {
  const span = text.children[index];
  const show = (isOn) => {
    span.classList.toggle("pointed", isOn);
    said.textContent = isOn ? label : "";
  };
  const node = element("button", { type: "button", class: "chip", "aria-label": label }, String(index + 1));
  for (const begin of ["pointerenter", "focus"]) node.addEventListener(begin, () => show(true));
  for (const end of ["pointerleave", "blur"]) node.addEventListener(end, () => show(document.activeElement === node));
  span.addEventListener("pointerenter", () => show(true));
  span.addEventListener("pointerleave", () => show(false));
  return node;
}

const title = (piece, index, all) => word("segment_of", index + 1, all.length, piece.characters.length);

// Text in as few nodes as possible, with a mark where a character was lost.
function* runs({ begin, characters }, { lost, added, addedAt }) {
  let run = "";
  for (const [index, character] of characters.entries()) {
    const place = begin + index;
    const isMarked = lost.has(place);
    if (isMarked || (added !== "" && place === addedAt)) {
      if (run) yield run;
      run = "";
    }
    if (isMarked) yield element("mark", { class: "lost", title: word("lost_here", lost.get(place)) }, character);
    else run += character;
  }
  if (run) yield added !== "" && begin + characters.length > addedAt ? element("span", { class: "added" }, run) : run;
}
