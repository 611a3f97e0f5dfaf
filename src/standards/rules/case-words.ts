import { fold } from "../../reference/rules/vocabulary.ts";

/** The note of an item that goes out with our short label because no official wording was imported. */
export const OWN_WORDS = "A short label of the registry, not the official wording.";

const SMALL = new Set(["a", "an", "and", "the", "of", "for", "in", "state", "standards", "standard", "core"]);

/** A short handle for addresses out of a title: "Social Studies Standards" → `social-studies`. */
export function slugOf(title: string): string {
  const words = fold(title)
    .replace(/[^a-z0-9 ]/g, "")
    .split(/\s+/)
    .filter(Boolean);
  const telling = words.filter((w) => !SMALL.has(w));
  const chosen = telling.length > 0 ? telling : words;
  let handle = "";
  for (const word of chosen) if (handle.length + word.length < 40) handle += (handle ? "-" : "") + word;
  return handle || "framework";
}

export const pluralized = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** The first few of a list, and how many more. */
export const some = (names: string[]) =>
  names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
