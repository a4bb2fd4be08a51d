// The language of the page: its words, numbers and dates.

import { remember, remembered } from "./settings.js";
import { words } from "./words.js";

let current = words[remembered("language")] ? remembered("language") : preferred();

function preferred() {
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

export const language = () => current;

export function switchLanguage() {
  current = current === "fr" ? "en" : "fr";
  remember("language", current);
}

export function word(key, ...values) {
  const entry = words[current][key];
  if (entry === undefined) throw new Error(`There is no word ${key}.`);
  return typeof entry === "function" ? entry(...values) : entry;
}

// Puts the words into what the page holds from the beginning.
export function translatePage() {
  document.documentElement.lang = current;
  const each = (attribute, put) => {
    for (const node of document.querySelectorAll(`[${attribute}]`)) put(node, word(node.getAttribute(attribute)));
  };
  each("data-word", (node, text) => { node.textContent = text; });
  each("data-word-label", (node, text) => node.setAttribute("aria-label", text));
  each("data-word-placeholder", (node, text) => node.setAttribute("placeholder", text));
}

// Making a format is slow, using it is not.
const formats = new Map();

function format(name, make) {
  const key = `${current} ${name}`;
  if (!formats.has(key)) formats.set(key, make(current === "fr" ? "fr-FR" : "en-GB"));
  return formats.get(key);
}

const dates = (name, options) => format(name, (locale) => new Intl.DateTimeFormat(locale, options));

export const number = (value) =>
  format("number", (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })).format(value);
export const percent = (value) =>
  format("percent", (locale) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 })).format(value);
export const time = (date) => dates("time", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(date);
export const shortTime = (date) => dates("short time", { hour: "2-digit", minute: "2-digit" }).format(date);
export const day = (date) => dates("day", { weekday: "long", day: "numeric", month: "long" }).format(date);
export const shortDay = (date) => dates("short day", { day: "numeric", month: "short" }).format(date);

const DAY_AND_TIME = {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
};

// The year only where it is not this one.
export const dayAndTime = (date) => date.getFullYear() === new Date().getFullYear()
  ? dates("day and time", DAY_AND_TIME).format(date)
  : dates("year, day and time", { ...DAY_AND_TIME, year: "numeric" }).format(date);
