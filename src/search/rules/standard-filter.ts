import { fold } from "../../reference/rules/vocabulary.ts";
import { NOT_STATED } from "../../resources/rules/resource.ts";
import { nameOf, type Standards } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { resolveCode } from "../../standards/rules/resolve-code.ts";
import { tooMuchOf } from "./query-bounds.ts";

/** What a typed standard stands for: ids of items or sets. */
export interface MeantStandard {
  ids: string[];
  /** When it is none: those it may have meant, best first. */
  near: string[];
  /** True when `near` are all standards that have the words typed, so that one is to be chosen. */
  several: boolean;
}

/** As many are offered to choose from. */
const MOST_NEAR = 5;
/** Fewer letters than these begin too many words to mean one. */
const FEWEST_LETTERS = 3;

/**
 * A standard by its id, its code in any spelling, the code of its set, or else by words of its name. `near` is left
 * out where it is not asked for, as it costs more than the rest.
 */
export function understandStandard(given: string, standards: Standards, near = true): MeantStandard {
  const set = standards.framework(given);
  if (set) return { ids: [set.id], near: [], several: false };
  if (standards.item(given)) return { ids: [given], near: [], several: false };
  const code = resolveCode(given, standards, near);
  if (code.exact.length > 0) return { ids: code.exact.map((i) => i.id), near: [], several: false };
  const words = fold(given).split(" ").filter(Boolean);
  const named = withWords(words, standards);
  if (named.length === 1) return { ids: named, near: [], several: false };
  if (named.length > 1) return { ids: [], near: named.slice(0, MOST_NEAR), several: true };
  const beside = code.near.map((i) => i.id);
  const offered = !near || beside.length > 0 ? beside : withSomeWords(words, standards);
  return { ids: [], near: offered.slice(0, MOST_NEAR), several: false };
}

interface Named {
  id: string;
  /** Folded, with a blank before every word. */
  name: string;
}

const names = new WeakMap<Standards, Named[]>();

/** Names are folded once for each state of the standards. */
function namesOf(standards: Standards): Named[] {
  const known = names.get(standards);
  if (known) return known;
  const said = (text: string) => ` ${fold(text)}`;
  const made = [
    ...standards.frameworks.map((f) => ({
      id: f.id,
      name: said([f.localTitle, f.title, f.code].filter(Boolean).join(" ")),
    })),
    ...standards.allItems().flatMap((i) => (i.dropped ? [] : [{ id: i.id, name: said(nameOf(i)) }])),
  ];
  names.set(standards, made);
  return made;
}

/**
 * What has all these words, or beginnings of words, in its name, those that begin with them first; the one whose whole
 * name they are, if one is.
 */
function withWords(words: string[], standards: Standards): string[] {
  if (words.join("").length < FEWEST_LETTERS) return [];
  const fits = namesOf(standards).filter(({ name }) => words.every((w) => name.includes(` ${w}`)));
  const said = ` ${words.join(" ")}`;
  const whole = fits.filter(({ name }) => name === said);
  const begun = fits.filter(({ name }) => name.startsWith(said));
  return [...new Set(whole.length > 0 ? whole : [...begun, ...fits])].map(({ id }) => id);
}

/** What has some of the words: those with most of them first, whole words before beginnings, begun so before others. */
function withSomeWords(words: string[], standards: Standards): string[] {
  const long = words.filter((w) => w.length >= FEWEST_LETTERS);
  const worth = (name: string, w: string) =>
    `${name} `.includes(` ${w} `) ? (name.startsWith(` ${w}`) ? 5 : 4) : name.includes(` ${w}`) ? 2 : 0;
  return namesOf(standards)
    .map(({ id, name }) => ({ id, has: long.reduce((sum, w) => sum + worth(name, w), 0) }))
    .filter(({ has }) => has > 0)
    .sort((a, b) => b.has - a.has)
    .map(({ id }) => id);
}

/** A standard that was typed and could not be taken, with those it may have meant. */
export interface UnclearStandard extends MeantStandard {
  typed: string;
}

/** The standards of an address that could not be taken, to be asked about on the page. Too many are not looked at. */
export function unclearStandards(
  given: string | string[] | undefined,
  { standards }: Reference,
): UnclearStandard[] {
  const typed = [given ?? []].flat().map((text) => text.trim());
  if (tooMuchOf("standard", typed)) return [];
  return typed
    .filter((text) => text !== "" && text !== NOT_STATED)
    .map((text) => ({ typed: text, ...understandStandard(text, standards) }))
    .filter(({ ids }) => ids.length === 0);
}
