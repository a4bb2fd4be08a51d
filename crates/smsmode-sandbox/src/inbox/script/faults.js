// Makes things go wrong, and right again.

import { byId, element, setText } from "./element.js";
import { SWITCHES, faultName, howOften, isSame } from "./fault-kinds.js";
import { KeyedList } from "./keyed-list.js";
import { word } from "./language.js";
import * as service from "./service.js";

export class Faults {
  #inbox;
  #switches = new KeyedList(byId("fault-switches"), ({ fault }) => new SwitchPart(() => this.#toggle(fault)));
  #rules = new KeyedList(byId("rules"), ({ rule }) => new RulePart(() => this.#remove(rule)));

  constructor(inbox) {
    this.#inbox = inbox;
    byId("clear-faults").addEventListener("click", () => this.#change(service.clearFaults, []));
  }

  draw() {
    const { faults } = this.#inbox;
    this.#switches.show(SWITCHES.map((fault, index) => [index, { fault, isOn: faults.some((rule) => isSame(rule.fault, fault)) }]));
    this.#rules.show(faults.map((rule, index) => [`${index} ${JSON.stringify(rule.fault)}`, { rule }]));
    byId("rules").classList.toggle("none", faults.length === 0);
    byId("rules").dataset.none = word("no_faults");
    byId("clear-faults").disabled = faults.length === 0;
    byId("fault-count").hidden = faults.length === 0;
    setText(byId("fault-count"), String(faults.length));
  }

  redraw() {
    this.#rules.clear();
    this.draw();
  }

  #toggle(fault) {
    const isOther = (rule) => !isSame(rule.fault, fault);
    this.#replace((rules) => (rules.every(isOther) ? [...rules, { fault, ...chosenFrequency() }] : rules.filter(isOther)));
  }

  #remove(gone) {
    const text = JSON.stringify(gone.fault);
    this.#replace((rules) => {
      const index = rules.findIndex((rule) => JSON.stringify(rule.fault) === text);
      return rules.filter((_, place) => place !== index);
    });
  }

  // From what is left now: rules with a number of times are used up meanwhile.
  #replace(next) {
    return this.#change(async () => service.setFaults(next(await service.faults())));
  }

  async #change(act, after) {
    try {
      this.#inbox.takeFaults((await act()) ?? after);
      setText(byId("faults-hint"), "");
    } catch (error) {
      setText(byId("faults-hint"), word("failed", error.message));
    }
  }
}

// Nothing is said where the sandbox would take it for granted.
function chosenFrequency() {
  const chosen = byId("how-often").value;
  if (chosen === "next") return { times: 1 };
  return chosen === "1" ? {} : { probability: Number(chosen) };
}

class SwitchPart {
  node;
  #button;

  constructor(toggle) {
    this.#button = element("button", { type: "button", role: "switch", class: "switch", onclick: toggle });
    this.node = element("li", {}, this.#button);
  }

  update({ fault, isOn }) {
    setText(this.#button, faultName(fault));
    this.#button.setAttribute("aria-checked", String(isOn));
  }
}

class RulePart {
  node;
  #name = element("span", { class: "rule-name" });
  #often = element("small");
  #remove;

  constructor(remove) {
    this.#remove = element("button", { type: "button", class: "round small", onclick: remove }, "×");
    this.node = element("li", {}, element("span", {}, this.#name, this.#often), this.#remove);
  }

  update({ rule }) {
    setText(this.#name, faultName(rule.fault));
    setText(this.#often, howOften(rule));
    this.#remove.setAttribute("aria-label", word("remove_fault", faultName(rule.fault)));
  }
}
