// What the sandbox tells about itself: statuses and refusals in both languages, the demo key.

import { language } from "./language.js";
import * as service from "./service.js";

let known = { statuses: {}, refusals: {}, demo_key: "" };

export async function learnFacts() {
  known = await service.facts();
}

export const demoKey = () => known.demo_key;

export function statusWord(code, name) {
  return known.statuses[code]?.[language()] ?? `${name} (${code})`;
}

export const hasFailed = (code) => (known.statuses[code]?.class ?? "").startsWith("failed");
export const isPending = (code) => known.statuses[code]?.class === "pending";

export function refusalWord(code) {
  return known.refusals[code]?.[language()] ?? "";
}
