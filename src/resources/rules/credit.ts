import type { Term } from "../../reference/rules/vocabulary.ts";
import type { Description } from "./resource.ts";

/** What a license lets people do, and asks of them, said to one person. Keys are those of the vocabulary. */
export const MAY: Record<string, string> = {
  copy: "Copy, print and hand out",
  change: "Change it for your class",
  share: "Share your version",
  sell: "Sell what you make of it",
};

export const MUST: Record<string, string> = {
  credit: "Name the author",
  "share-alike": "Share your version under the same license",
  "not-sell": "Do not sell it",
  "no-changes": "Do not share a changed version",
  "ask-first": "Ask the owner before you copy",
  "education-only": "Use it for teaching and learning only",
};

/**
 * The line to put under a copy: title, author, source, license (TASL), as Creative Commons recommends.
 * What the record does not state is left out, never guessed.
 */
export function creditLine(d: Description, license: Term): string {
  const by = [d.author, d.publisher].filter((w, i, all) => w && all.indexOf(w) === i).join(", ");
  const source = d.url ? `, ${d.url}` : "";
  const stated = license.id !== "not-stated";
  const terms = stated
    ? ` License: ${license.label}${license.url ? `, ${license.url}` : ""}.`
    : " License not stated.";
  return `“${d.title}”${by ? ` by ${by}` : ""}${source}.${terms}`;
}
