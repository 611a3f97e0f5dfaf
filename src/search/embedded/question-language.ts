import { NOT_STATED } from "../../resources/rules/resource.ts";
import { numberOf } from "./fields.ts";
import type { IndexReader } from "./index-reader.ts";
import type { PlannedWord } from "./planner.ts";

/** Records looked at for each word. */
const LOOKED_AT = 40;
/** A question is in the language that at least this share of the records with its words state. */
const MOST = 0.5;

/**
 * The language of a question, where its words stand mostly in records of one language that is not the commonest here:
 * who types "fracciones" or "frações" reads that language. Undefined where nothing tells.
 */
export function languageOf(planned: PlannedWord[], index: IndexReader): string | undefined {
  const usual = usualLanguage(index);
  const shares = new Map<number, number>();
  const telling = planned.filter((w) => !w.weak && !w.wish);
  const own = telling.flatMap(ownStem).map((stem) => index.lists.of(stem, "any"));
  const known = own.filter((ids) => ids.length > 0);
  for (const ids of known)
    for (const [language, share] of sharesIn(ids, index))
      if (language !== usual) shares.set(language, (shares.get(language) ?? 0) + share / known.length);
  const [best] = [...shares].sort(([, a], [, b]) => b - a);
  return best && best[1] >= MOST ? index.values.name(best[0]) : undefined;
}

const ownStem = ({ meanings }: PlannedWord): string[] => {
  const own = meanings.find((m) => !m.synonym && m.share === 1 && m.names.length === 1);
  return own?.names ?? [];
};

/** Of some of these records, the share that states each language. */
function sharesIn(ids: Uint32Array, { columns, values }: IndexReader): Map<number, number> {
  const silent = values.number("language", NOT_STATED);
  const step = Math.max(1, Math.floor(ids.length / LOOKED_AT));
  const counts = new Map<number, number>();
  let looked = 0;
  for (let i = 0; i < ids.length; i += step, looked++)
    for (const language of columns.ofField(ids[i] as number, numberOf("language")))
      if (language !== silent) counts.set(language, (counts.get(language) ?? 0) + 1);
  return new Map([...counts].map(([language, count]) => [language, count / looked]));
}

function usualLanguage({ columns, values }: IndexReader): number | undefined {
  const silent = values.number("language", NOT_STATED);
  const having = (value: number) => columns.standing[value] ?? 0;
  const [usual] = values
    .ofField("language")
    .filter((v) => v !== silent)
    .sort((a, b) => having(b) - having(a));
  return usual;
}
