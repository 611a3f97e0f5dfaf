import type { FacetId } from "../facets.ts";
import { FACET_IDS } from "../facets.ts";
import type { Filters } from "../query.ts";
import { tokensOf } from "../tokens.ts";
import { byForm, type Expressions, expressionsOf } from "./expressions.ts";

/** What a modifier means. */
export interface Modifier {
  /** What it wishes for; nothing where no field of a record says it ("engaging"). */
  wishes: Filters;
  /** The wish is all there is to it: a record need not have the word. */
  wholly: boolean;
}

/** The file of modifiers, read. */
export interface Modifiers {
  modifiers: Expressions<Modifier>;
  publishers: Expressions<true>;
  /** Expressions in which a modifier is none: "free verse", "developing countries". */
  others: Expressions<true>;
}

/**
 * Reads the file of modifiers (its head says how it is written). A line that names a facet there is none of, or no
 * value, is an error that names the line.
 */
export function readModifiers(text: string): Modifiers {
  const modifiers: [string[], Modifier][] = [];
  const publishers: [string[], true][] = [];
  const others: [string[], true][] = [];
  for (const [n, whole] of text.split("\n").entries()) {
    const line = whole.replace(/#.*/, "").trim();
    const [, kind, rest] = /^(by|not):(.*)$/.exec(line) ?? [];
    if (kind) for (const e of listOf(rest ?? "")) (kind === "by" ? publishers : others).push([e, true]);
    else {
      const modifier = modifierOf(line, n + 1);
      for (const e of listOf(line.replace(/[>+].*/, ""))) modifiers.push([e, modifier]);
    }
  }
  return {
    modifiers: expressionsOf(modifiers, byForm),
    publishers: expressionsOf(publishers, byForm),
    others: expressionsOf(others, byForm),
  };
}

const listOf = (text: string): string[][] =>
  text
    .split(",")
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0);

function modifierOf(line: string, number: number): Modifier {
  const [, sign, meant] = /([>+])(.*)$/.exec(line) ?? [];
  const wishes: Filters = {};
  for (const wish of (meant ?? "").split(/\s+/).filter(Boolean)) {
    const [facet = "", value = ""] = wish.split("=");
    if (!FACET_IDS.includes(facet as FacetId) || !value)
      throw new Error(
        `Line ${number} of the modifiers: "${wish}" is no facet and value. Write one as printable=yes.`,
      );
    wishes[facet as FacetId] = [...(wishes[facet as FacetId] ?? []), value];
  }
  return { wishes, wholly: sign === ">" };
}

export const NO_MODIFIERS: Modifiers = readModifiers("");
