import { rememberingStems } from "../tokens.ts";

/** Expressions of one word or more, found where they begin: the key of their words leads to what they mean. */
export interface Expressions<T> {
  meant: ReadonlyMap<string, T>;
  /** By the key of its first word: of how many words the longest is that begins so. */
  longest: ReadonlyMap<string, number>;
  keyOf: (token: string) => string;
}

/** Two forms of a word are one ("fractions", "fraction"). */
export const byStem: (token: string) => string = rememberingStems(20_000);

/** A plural is its singular, and no more: "developing" is not "development". */
export const byForm = (token: string): string =>
  token.length > 3 && token.endsWith("s") && !token.endsWith("ss") ? token.slice(0, -1) : token;

export function expressionsOf<T>(
  list: Iterable<readonly [tokens: string[], meant: T]>,
  keyOf: (token: string) => string,
): Expressions<T> {
  const meant = new Map<string, T>();
  const longest = new Map<string, number>();
  for (const [tokens, meaning] of list) {
    if (tokens.length === 0) continue;
    const keys = tokens.map(keyOf);
    const key = keys.join(" ");
    const first = keys[0] as string;
    if (!meant.has(key)) meant.set(key, meaning);
    longest.set(first, Math.max(longest.get(first) ?? 0, keys.length));
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
  const most = longest.get(keyOf(tokens[at] as string)) ?? 0;
  if (most < least) return undefined;
  const keys = tokens.slice(at, at + most).map(keyOf);
  for (let length = keys.length; length >= least; length--) {
    const found = meant.get(keys.slice(0, length).join(" "));
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
