import type { QueryWord } from "./engine.ts";
import { folded, LONGEST } from "./letters.ts";

/** What names one record or a few and is no word: an address, a host, an ISBN, DOI or ISSN, a file, an id. */
export interface Identifier {
  kind: "address" | "record" | "host" | "number" | "file";
  /** As typed: `text.slice(start, end)`. */
  typed: string;
  start: number;
  end: number;
  /** How the index holds it. Addresses and ids of records are known to the store. */
  tokens: string[];
}

const TOP_LEVEL =
  "com|org|net|edu|gov|mil|int|info|io|app|dev|ai|tv|me|us|uk|ca|au|nz|ie|de|fr|es|pt|br|mx|nl|dk|eu|cv";
const HOST = `(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+`;
const ADDRESS = new RegExp(
  `(?<![\\p{L}\\p{N}@.])(?:https?://[^\\s"<>]+|(?:www\\.${HOST}\\p{L}{2,}|${HOST}(?:${TOP_LEVEL}))(?![\\p{L}\\p{N}-])(?:[:/?#][^\\s"<>]*)?)`,
  "giu",
);
const RECORD = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const FILE_KINDS =
  "pdf|docx?|pptx?|xlsx?|odt|ods|odp|rtf|txt|csv|zip|epub|png|jpe?g|gif|svg|mp3|mp4|m4a|wav|mov|webm|h5p|ipynb|ggb|imscc";
/** A name with blanks only where nothing else is typed. */
const FILE = new RegExp(
  `^[^/\\\\"<>]+\\.(?:${FILE_KINDS})\\s*$|[^\\s/\\\\"<>]+\\.(?:${FILE_KINDS})(?![\\p{L}\\p{N}])`,
  "giu",
);
const ISBN =
  /(?:\bISBN(?:-?1[03])?:?\s*)?(?<![\d-])((?:97[89][-\s]?)?\d(?:[-\s]?\d){8}[-\s]?[\dX])(?![\d-])/gi;
const DOI = /(?:\bdoi:\s*)?\b(10\.\d{4,9}\/[^\s"<>,;]+)/gi;
const ISSN = /\bISSN:?\s*(\d{4}-?\d{3}[\dX])\b/gi;

/** Beginning of the tokens of identifiers: no word that is typed begins so. */
const token = (kind: string, value: string): string =>
  `0${kind}${folded(value).replace(/[^\p{L}\p{N}]/gu, "")}`.slice(0, LONGEST);

/** The identifiers in typed words, in their order, without overlap. */
export function identifiersIn(text: string): Identifier[] {
  const found = [
    ...matches(text, ADDRESS, "address", (typed) => numbersIn(typed)),
    ...matches(text, RECORD, "record", () => []),
    ...matches(text, DOI, "number", (_, value) => [doiToken(value)]),
    ...matches(text, ISSN, "number", (_, value) => [token("issn", value)]),
    ...matches(text, ISBN, "number", (_, value) => isbnTokens(value)).filter((i) => i.tokens.length > 0),
    ...matches(text, FILE, "file", (typed) => [token("file", typed)]),
  ].map(asHost);
  const free = found.filter((i, at) => !found.slice(0, at).some((o) => i.start < o.end && o.start < i.end));
  return free.sort((a, b) => a.start - b.start);
}

function matches(
  text: string,
  pattern: RegExp,
  kind: Identifier["kind"],
  tokensOf: (typed: string, value: string) => string[],
): Identifier[] {
  return [...text.matchAll(pattern)].map((match) => {
    const typed = match[0].replace(/[\s.,;:!?)\]'’”]+$/u, "");
    const tokens = tokensOf(typed, match[1] ?? typed);
    return { kind, typed, start: match.index, end: match.index + typed.length, tokens };
  });
}

/** An address without anything behind the host stands for all there is at the host. */
function asHost(found: Identifier): Identifier {
  const host = /^(?:https?:\/\/)?([^/?#:]+)(?::\d+)?\/?$/i.exec(found.typed)?.[1];
  if (found.kind !== "address" || host === undefined) return found;
  return { ...found, kind: "host", tokens: [token("host", host.replace(/^www\d?\./i, ""))] };
}

/** What identifiers ask for, tried before they are read as words. */
export interface Identified {
  /** Of single records, with their scheme. */
  addresses: string[];
  /** Ids of records. */
  records: string[];
  /** Identifiers that the index holds, and the words beside them; empty when there are none. */
  words: QueryWord[];
}

/** `words` are those of the text, and `places` where each stands. */
export function identifiedBy(
  found: readonly Identifier[],
  words: QueryWord[],
  places: readonly { start: number; end: number }[],
): Identified {
  const isIn = (at: number) =>
    found.some((i) => (places[at]?.start ?? 0) < i.end && i.start < (places[at]?.end ?? 0));
  const beside = words.filter((_, at) => !isIn(at));
  const addresses = found.filter((i) => i.kind === "address").map((i) => i.typed);
  const held = found.filter((i) => i.tokens.length > 0);
  return {
    addresses: addresses.map((typed) => (/^https?:/i.test(typed) ? typed : `https://${typed}`)),
    records: found.flatMap(({ typed }) => (typed.match(RECORD) ?? []).map((id) => id.toLowerCase())),
    words: held.length > 0 ? [...held.map(wordFor), ...beside] : [],
  };
}

const wordFor = ({ typed, tokens: [first = "", ...more] }: Identifier): QueryWord => ({
  text: first,
  written: typed,
  quoted: false,
  weak: false,
  wish: false,
  role: "plain",
  last: false,
  alternatives: more.map((other) => ({ words: [other], share: 1 })),
});

/** The tokens of what identifies a record: hosts of its address, numbers it states, its files. */
export function identifierTokens(url: string | undefined, said: string, files: { name: string }[]): string[] {
  const numbers = /\d[\d\s-]{8}|10\.\d{4}|issn/i.test(said) ? numbersIn(said) : [];
  const ofAddress = url === undefined ? [] : [...hostsOf(url), ...(/\d{4}/.test(url) ? numbersIn(url) : [])];
  const names = files.map(({ name }) => token("file", name));
  return [...new Set([...ofAddress, ...numbers, ...names])];
}

/** `es.khanacademy.org` is at `khanacademy.org`, too. */
function hostsOf(url: string): string[] {
  const host = /^https?:\/\/(?:www\d?\.)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase();
  if (host === undefined) return [];
  const labels = host.split(".");
  return labels.slice(0, -1).map((_, i) => token("host", labels.slice(i).join(".")));
}

function numbersIn(text: string): string[] {
  return [
    ...[...text.matchAll(DOI)].map((m) => doiToken((m[1] as string).replace(/[.)\]]+$/, ""))),
    ...[...text.matchAll(ISSN)].map((m) => token("issn", m[1] as string)),
    ...[...text.matchAll(ISBN)].flatMap((m) => isbnTokens(m[1] as string)),
  ];
}

const doiToken = (doi: string): string => token("doi", doi.replace(/[.)\]]+$/, ""));

/** As ISBN-13, whichever is written; none where the check digit is wrong. */
function isbnTokens(written: string): string[] {
  const digits = written.replace(/[-\s]/g, "").toUpperCase();
  if (digits.length === 13) return checkDigit13(digits) === digits.at(-1) ? [token("isbn", digits)] : [];
  const sum = [...digits].reduce((all, d, i) => all + (10 - i) * (d === "X" ? 10 : Number(d)), 0);
  if (digits.length !== 10 || sum % 11 !== 0) return [];
  const long = `978${digits.slice(0, 9)}`;
  return [token("isbn", long + checkDigit13(long))];
}

const checkDigit13 = (digits: string): string => {
  const sum = [...digits.slice(0, 12)].reduce((all, d, i) => all + Number(d) * (i % 2 === 0 ? 1 : 3), 0);
  return String((10 - (sum % 10)) % 10);
};

/**
 * The text with what is left of identifiers as words, each letter at its place: of an address its host and path,
 * of a file its name, of numbers nothing.
 */
export function identifiersAsWords(text: string, found: readonly Identifier[]): string {
  let words = text;
  for (const { kind, typed, start, end } of found)
    words = words.slice(0, start) + asWords(kind, typed) + words.slice(end);
  return words;
}

function asWords(kind: Identifier["kind"], typed: string): string {
  const blank = (part: string) => " ".repeat(part.length);
  if (kind === "number" || kind === "record") return blank(typed);
  if (kind === "file") return typed.replace(/\.\p{L}\w*$/u, blank).replace(/[_.]/g, " ");
  return typed
    .replace(/^(?:https?:\/\/)?(?:www\d?\.)?/i, blank)
    .replace(/[?#].*$/, blank)
    .replace(new RegExp(`(?:\\.(?:co|k12|${TOP_LEVEL}))+(?=[:/]|\\s*$)`, "i"), blank)
    .replace(/%[0-9a-f]{2}|\.(?:html?|php|aspx?)\b|:\d+/gi, blank)
    .replace(/[_./]/g, " ");
}
