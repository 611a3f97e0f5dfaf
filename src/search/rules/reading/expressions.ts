import { stemOf } from "../tokens.ts";

/** Expressions of one word or more, found where they begin: the key of their words leads to what they mean. */
export interface Expressions<T> {
  meant: ReadonlyMap<string, T>;
  /** Words of the longest. */
  longest: number;
  keyOf: (token: string) => string;
}

/** Two forms of a word are one ("fractions", "fraction"). */
export const byStem = (token: string): string => stemOf(token);

/** A plural is its singular, and no more: "developing" is not "development". */
export const byForm = (token: string): string =>
  token.length > 3 && token.endsWith("s") && !token.endsWith("ss") ? token.slice(0, -1) : token;

export function expressionsOf<T>(
  list: Iterable<readonly [tokens: string[], meant: T]>,
  keyOf: (token: string) => string,
): Expressions<T> {
  const meant = new Map<string, T>();
  let longest = 1;
  for (const [tokens, meaning] of list) {
    if (tokens.length === 0) continue;
    const key = tokens.map(keyOf).join(" ");
    if (!meant.has(key)) meant.set(key, meaning);
    longest = Math.max(longest, tokens.length);
  }
  return { meant, longest, keyOf };
}

export interface Met<T> {
  at: number;
  length: number;
  meant: T;
}

/** The longest expression that begins at a word, of at least so many words. */
export function longestAt<T>(
  tokens: string[],
  at: number,
  { meant, longest, keyOf }: Expressions<T>,
  least = 1,
): Met<T> | undefined {
  for (let length = Math.min(longest, tokens.length - at); length >= least; length--) {
    const found = meant.get(
      tokens
        .slice(at, at + length)
        .map(keyOf)
        .join(" "),
    );
    if (found !== undefined) return { at, length, meant: found };
  }
  return undefined;
}

/** All of them from left to right, the longest first, without overlap. */
export function allIn<T>(tokens: string[], known: Expressions<T>, least = 1): Met<T>[] {
  const met: Met<T>[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = longestAt(tokens, at, known, least);
    if (found) met.push(found);
    at += found?.length ?? 1;
  }
  return met;
}
