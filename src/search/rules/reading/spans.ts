import type { Word } from "../tokens.ts";

/** A stretch of typed text. */
export interface Span {
  start: number;
  end: number;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const within = (inner: Span, outer: Span): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** From the first of some words to the last. */
export const spanOf = (words: Word[], { at, length }: { at: number; length: number }): Span => ({
  start: (words[at] as Word).start,
  end: (words[at + length - 1] as Word).end,
});
