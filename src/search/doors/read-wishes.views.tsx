import { valueInWords } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { listed, number } from "../../kernel/words.ts";
import { fold } from "../../reference/rules/vocabulary.ts";
import { gradesInWords } from "../../standards/rules/labels.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { searchAddress } from "../rules/addresses.ts";
import type { SearchAnswer } from "../rules/answer.ts";
import { indexedValues } from "../rules/facet-values.ts";
import { type Facet, facet } from "../rules/facets.ts";
import type { Filters, Query } from "../rules/query.ts";
import type { Wish } from "../rules/read-words.ts";
import { asWord } from "../rules/rewording.ts";
import { takenInWords } from "./heading.ts";
import { ReadLine, Words } from "./read-line.views.tsx";

/** How many of what was found meet a wish; undefined where its values overlap and cannot be added. */
function meeting({ facet: id, values }: Wish, answer: SearchAnswer): number | undefined {
  const known = answer.facets.find((f) => f.id === id)?.values ?? [];
  const counts = values.map((v) => known.find((k) => k.value === v)?.count ?? 0);
  if (counts.every((n) => n === 0)) return 0;
  return counts.length === 1 ? counts[0] : undefined;
}

/** Wishes that are no filters yet: one that is chosen as a filter stands among the chips. */
export const openWishes = ({ wishes, query }: SearchAnswer): Wish[] =>
  wishes.filter((w) => !w.values.every((v) => query.filters[w.facet]?.includes(v)));

const labelOf = ({ facet: id, values }: Wish, reference: Reference): string =>
  id === "grade"
    ? gradesInWords(values, reference)
    : listed(
        values.map((v) => inSentence(facet(id), valueInWords(facet(id), v, reference))),
        "or",
      );

/** Labels that are no names stand in a sentence like other words. */
const inSentence = ({ says }: Facet, label: string): string => (says ? label.toLowerCase() : label);

/** "a level" where the word is the name of one, else what it was read as: "Grade 3". */
function readAs(wish: Wish, reference: Reference): string {
  const label = labelOf(wish, reference);
  if (!fold(wish.typed).includes(fold(label))) return label;
  return wish.facet === "grade" && wish.values.length > 1 ? "grades" : facet(wish.facet).noun;
}

/** What was read the same is said together: "*free* and *editable* as free to change". */
function readTogether(wishes: Wish[], reference: Reference): { typed: string[]; as: string }[] {
  const said: { typed: string[]; as: string }[] = [];
  for (const wish of wishes) {
    const as = readAs(wish, reference);
    const same = said.find((s) => s.as === as);
    if (same) same.typed.push(wish.typed);
    else said.push({ typed: [wish.typed], as });
  }
  return said;
}

/** What is said to come first does; a wish only raises, and a better match may stand above it. */
function leads({ facet: id, values }: Wish, { hits: [hit] }: SearchAnswer, reference: Reference): boolean {
  return (
    hit !== undefined && indexedValues(facet(id), hit.resource, reference).some((v) => values.includes(v))
  );
}

const wordAddress = (query: Query, { typed }: Wish): string =>
  searchAddress({ ...query, words: asWord(query.words, typed), page: 1 });

function onlyThose(query: Query, wishes: Wish[]): string {
  const filters: Filters = { ...query.filters };
  for (const w of wishes) filters[w.facet] = [...new Set([...(filters[w.facet] ?? []), ...w.values])];
  return searchAddress({ ...query, filters, page: 1 });
}

/** What was wished for comes first and hides nothing, until someone asks to see nothing else. */
export function MetWishes({ answer, wishes }: { answer: SearchAnswer; wishes: Wish[] }) {
  const { reference } = useSite();
  const { query } = answer;
  const [first, ...others] = wishes;
  if (!first) return null;
  if (others.length === 0) {
    const n = meeting(first, answer);
    const ways = [
      { words: `Show only those${n === undefined ? "" : ` (${number(n)})`}`, href: onlyThose(query, wishes) },
      { words: "Search it as a word", href: wordAddress(query, first) },
    ];
    return (
      <ReadLine ways={ways}>
        We read <em>{first.typed}</em> as {readAs(first, reference)}:{" "}
        {leads(first, answer, reference) ? "those come first" : "those rank higher"}.
      </ReadLine>
    );
  }
  const said = readTogether(wishes, reference);
  const ways = [
    { words: "Show only what meets all of it", href: onlyThose(query, wishes) },
    ...wishes.map((w) => ({ words: `“${w.typed}” as a word`, href: wordAddress(query, w) })),
  ];
  return (
    <ReadLine ways={ways}>
      We read{" "}
      {said.map(({ typed, as }, i) => (
        <>
          {i > 0 && (i === said.length - 1 ? ", and " : ", ")}
          <Words key={as} words={typed} last="and" /> as {as}
        </>
      ))}
      : what meets more of it ranks higher.
    </ReadLine>
  );
}

/** A wish that nothing found meets is said, so that nobody looks for it in vain. */
export function UnmetWish({ wish, query }: { wish: Wish; query: Query }) {
  const { reference } = useSite();
  return (
    <ReadLine ways={[{ words: `Search “${wish.typed}” as a word`, href: wordAddress(query, wish) }]}>
      None of these {noneIs(wish, reference)}.
    </ReadLine>
  );
}

/** Facets of which a typed word says itself what is missing: "editable", "printable". */
const SAID_ITSELF = new Set(["adaptable", "printable", "license"]);

/** Records that do not say are among them: it is never said that they are not so. */
function noneIs(wish: Wish, reference: Reference): string {
  const label = labelOf(wish, reference);
  if (SAID_ITSELF.has(wish.facet) && !/\s/.test(wish.typed))
    return `is known to be ${wish.typed.toLowerCase()}`;
  if (wish.facet === "grade") return `is for ${label}`;
  if (wish.facet === "level") return `is at ${label}`;
  if (wish.facet === "language") return `is known to be in ${label}`;
  if (wish.facet === "time")
    return `says that it takes ${wish.values.includes("longer") ? "longer than an hour" : label}`;
  if (wish.facet === "signup") return "is known to need no sign-up";
  return `is listed as ${label}`;
}

/** Everything typed was read as filters: the heading names them, and the words can be searched for all the same. */
export function TakenWishes({ answer }: { answer: SearchAnswer }) {
  const { reference } = useSite();
  const { query, wishes, taken } = answer;
  const met = wishes.filter((w) => taken[w.facet]);
  const unmet = wishes.filter((w) => !taken[w.facet]);
  const words = met.reduce((text, w) => asWord(text, w.typed), query.words);
  return (
    <ReadLine ways={[{ words: "Search for the words", href: searchAddress({ ...query, words, page: 1 }) }]}>
      We read all of it as filters: <Words words={takenInWords(answer, reference)} last="and" />.
      {unmet.length > 0 && (
        <>
          {" "}
          Nothing has <Words words={unmet.map((w) => w.typed)} last="and" />, too.
        </>
      )}
    </ReadLine>
  );
}

export const isUnmet = (wish: Wish, answer: SearchAnswer): boolean => meeting(wish, answer) === 0;
