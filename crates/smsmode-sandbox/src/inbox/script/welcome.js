// What stands where a conversation will be: how the first message is sent, or whom to choose.

import { byId, element } from "./element.js";
import { demoKey } from "./facts.js";
import { word } from "./language.js";

export function firstLine() {
  const insecure = location.protocol === "https:" ? "-k " : "";
  return `curl ${insecure}${location.origin}/http/1.6/sendSMS.do \\\n`
    + `  -d accessToken=${demoKey()} \\\n  -d message=Bonjour -d numero=0639980011`;
}

export class Welcome {
  #inbox;
  #drawn = null;

  constructor(inbox) {
    this.#inbox = inbox;
  }

  draw() {
    const { conversation, people, isLoaded } = this.#inbox;
    const wanted = conversation !== null || !isLoaded ? null : people.size === 0 ? "first" : "choose";
    byId("welcome").hidden = wanted === null;
    document.body.classList.toggle("is-empty", wanted === "first");
    if (wanted === this.#drawn || wanted === null) return;
    this.#drawn = wanted;
    byId("welcome").replaceChildren(...(wanted === "first" ? drawFirst() : drawChoose()));
  }

  redraw() {
    this.#drawn = null;
    this.draw();
  }
}

function drawFirst() {
  const copy = element("button", { type: "button", class: "copy" }, word("copy"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(firstLine());
    copy.textContent = word("copied");
  });
  return [
    element("div", { class: "mark", "aria-hidden": "true" }, element("i"), element("i"), element("i")),
    element("h2", {}, word("welcome_title")),
    element("p", {}, word("welcome_text")),
    element("div", { class: "line-to-copy" }, element("pre", { tabindex: "0" }, element("code", {}, firstLine())), copy),
    element("p", { class: "hint" }, word("welcome_key")),
  ];
}

function drawChoose() {
  return [element("div", { class: "mark", "aria-hidden": "true" }, element("i"), element("i"), element("i")),
    element("p", {}, word("choose"))];
}
