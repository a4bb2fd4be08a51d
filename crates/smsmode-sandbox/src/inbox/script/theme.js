// Light or dark: as the system likes it, until somebody chooses.

import { byId } from "./element.js";
import { word } from "./language.js";
import { remember, remembered } from "./settings.js";

const SYSTEM = matchMedia("(prefers-color-scheme: dark)");

export class Theme {
  #button = byId("switch-theme");
  #chosen = remembered("theme");

  constructor() {
    this.#button.addEventListener("click", () => this.#switch());
    SYSTEM.addEventListener("change", () => this.draw());
  }

  draw() {
    const isDark = this.#isDark();
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    this.#button.textContent = isDark ? "☀" : "☾";
    this.#button.setAttribute("aria-label", word(isDark ? "theme_light" : "theme_dark"));
  }

  #isDark() {
    return this.#chosen === null ? SYSTEM.matches : this.#chosen === "dark";
  }

  #switch() {
    this.#chosen = this.#isDark() ? "light" : "dark";
    remember("theme", this.#chosen);
    this.draw();
  }
}
