import type { SnippetPart } from "./answer.ts";
import { allWordsIn, rememberingStems, type Word } from "./tokens.ts";

/** Length of a snippet, in characters. */
export const WINDOW = 220;

/** Marks words in a text by their stems. Nothing here is HTML: escaping is the view's business. */
export interface Marker {
  /** The whole text. */
  whole(text: string): SnippetPart[];
  /** About `WINDOW` characters of a text, where most of the marked words stand; cut at words. */
  around(text: string): SnippetPart[];
}

/** The same words come in all titles and summaries. */
const stemOf = rememberingStems(20_000);

export function markerOf(stems: Iterable<string>): Marker {
  const wanted = new Set(stems);
  const marked = (text: string) =>
    wanted.size === 0 ? [] : allWordsIn(text).filter((w) => wanted.has(stemOf(w.token)));
  return {
    whole: (text) => joined(stretches(text, marked(text), 0, text.length)),
    around(text) {
      const words = marked(text);
      if (text.length <= WINDOW) return joined(stretches(text, words, 0, text.length));
      const { start, end } = bestWindow(text, words);
      const cut = stretches(text, words, start, end);
      if (start > 0) cut.unshift({ text: "… ", matched: false });
      if (end < text.length) cut.push({ text: " …", matched: false });
      return joined(cut);
    },
  };
}

/** The stretch with the most different marked words, begun a little before the first of them. */
function bestWindow(text: string, words: Word[]): { start: number; end: number } {
  let best = { score: 0, at: 0 };
  for (const first of words) {
    const within = words.filter((w) => w.start >= first.start && w.end <= first.start + WINDOW * 0.8);
    const score = new Set(within.map((w) => stemOf(w.token))).size * 100 + within.length;
    if (score > best.score) best = { score, at: first.start };
  }
  const from = Math.max(0, Math.min(best.at - WINDOW * 0.2, text.length - WINDOW));
  return { start: wordStart(text, from), end: wordEnd(text, Math.min(text.length, from + WINDOW)) };
}

function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const blank = text.indexOf(" ", Math.floor(at));
  return blank >= 0 && blank - at < 30 ? blank + 1 : Math.floor(at);
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const blank = text.lastIndexOf(" ", Math.ceil(at));
  return blank >= 0 && at - blank < 30 ? blank : Math.ceil(at);
}

function stretches(text: string, words: Word[], start: number, end: number): SnippetPart[] {
  const out: SnippetPart[] = [];
  let at = start;
  for (const w of words) {
    if (w.start < start || w.end > end || w.end <= at) continue;
    if (w.start > at) out.push({ text: text.slice(at, w.start), matched: false });
    // Words overlap where one is part of another, and where no blanks are set.
    out.push({ text: text.slice(Math.max(w.start, at), w.end), matched: true });
    at = w.end;
  }
  if (at < end) out.push({ text: text.slice(at, end), matched: false });
  return out;
}

/** Neighbors of one kind become one stretch. */
function joined(list: SnippetPart[]): SnippetPart[] {
  const out: SnippetPart[] = [];
  for (const s of list) {
    const last = out.at(-1);
    if (last && last.matched === s.matched) last.text += s.text;
    else out.push({ ...s });
  }
  return out;
}
