import type { Framework } from "../../../standards/rules/framework.ts";
import type { Reference } from "../../../standards/rules/reference.ts";
import type { ImpliedFilter } from "../implied-filters.ts";
import { tokensOf, type Word } from "../tokens.ts";
import { allIn, byForm, type Expressions, expressionsOf } from "./expressions.ts";
import { spanOf } from "./spans.ts";

type Known = Pick<Reference, "standards" | "organizations">;

const read = new WeakMap<object, Expressions<string[]>>();

/** Sets of standards by their names, their short names, and all of them as "state standards". */
function namesOf(reference: Known): Expressions<string[]> {
  const known = read.get(reference.standards);
  if (known) return known;
  const meant = new Map<string, Set<string>>();
  const { frameworks } = reference.standards;
  const name = (spelling: string, { id }: Framework) =>
    meant.set(spelling, (meant.get(spelling) ?? new Set()).add(id));
  for (const framework of frameworks)
    for (const spelling of spellingsOf(framework)) name(spelling, framework);
  const states = reference.organizations.all().filter((o) => o.kind === "state");
  for (const framework of frameworks)
    for (const spelling of ["state standards", ...states.map((s) => `${s.name} standards`)])
      name(spelling, framework);
  const made = expressionsOf(
    [...meant].map(([spelling, ids]) => [tokensOf(spelling), [...ids]] as [string[], string[]]),
    byForm,
  );
  read.set(reference.standards, made);
  return made;
}

/** "Common Core State Standards for Mathematics" is "Common Core", too, and `ccss-math` is "CCSS". */
function spellingsOf({ code, title, localTitle }: Framework): string[] {
  const short = title.replace(/ for .*/, "");
  const [handle = ""] = code.split("-");
  return [
    title,
    short,
    ...(short.endsWith(" State Standards") ? [short.replace(/ State Standards$/, "")] : []),
    ...(localTitle ? [localTitle] : []),
    ...(code.includes("-") ? [code.replace(/-/g, " ")] : [code]),
    ...(handle.length > 3 ? [handle] : []),
  ];
}

/** What may follow a name and says no more. */
const AFTER = new Set(["standard", "standards", "aligned", "alignment", "based"]);

/** Sets of standards wished for ("NGSS", "common core", "state standards"). */
export function impliedFrameworks(words: Word[], reference: Known): ImpliedFilter[] {
  const tokens = words.map((w) => w.token);
  return allIn(tokens, namesOf(reference)).map(({ at, length, meant }) => {
    let end = at + length;
    while (end < tokens.length && AFTER.has(tokens[end] as string)) end++;
    return { facet: "standard", values: meant, ...spanOf(words, { at, length: end - at }) };
  });
}
