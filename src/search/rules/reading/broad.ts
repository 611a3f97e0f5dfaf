import type { Reference } from "../../../standards/rules/reference.ts";
import type { QueryWord } from "../engine.ts";
import { tokensOf } from "../tokens.ts";
import { byStem, type Expressions, expressionsOf } from "./expressions.ts";

/** Courses as schools name them, beside what the vocabularies have. */
const COURSES = [
  "algebra 1, algebra i, algebra 2, algebra ii, pre algebra, prealgebra, pre calculus, precalculus, calculus, calculus ab, calculus bc, trigonometry, statistics",
  "integrated math, integrated math 1, integrated math 2, integrated math 3, math 1, math 2, math 3, math, geometry, discrete math, linear algebra",
  "biology, chemistry, physics, earth science, environmental science, life science, physical science, anatomy, anatomy and physiology, astronomy",
  "us history, u s history, american history, united states history, world history, european history, history, civics, government, us government, economics",
  "geography, human geography, psychology, sociology, social studies, humanities, english, english 9, english 10, english 11, english 12, literature",
  "american literature, british literature, world literature, composition, creative writing, journalism, ela, language arts, health, physical education, pe",
  "computer science, computer science principles, programming, coding, art, music, theater, drama, dance, photography, film, spanish, spanish 1, spanish 2",
  "french, french 1, french 2, latin, german, italian, portuguese, chinese, personal finance, business, marketing, culinary arts, engineering, robotics, statistics and probability",
];
/** What a course may be called, and no narrower question. */
const WHOLE = new Set(
  "course class curriculum textbook program book units scope sequence curso libro currículo livro"
    .split(" ")
    .map(byStem),
);

const read = new WeakMap<Reference["vocabularies"], Expressions<true>>();

function areasOf(vocabularies: Reference["vocabularies"]): Expressions<true> {
  const known = read.get(vocabularies);
  if (known) return known;
  const labels = [
    ...vocabularies.subject.terms.flatMap((t) => [t.label, ...(t.altLabels ?? [])]),
    ...COURSES.flatMap((line) => line.split(", ")),
  ];
  const made = expressionsOf(
    labels.map((label) => [tokensOf(label), true as const]),
    byStem,
  );
  read.set(vocabularies, made);
  return made;
}

/** Kinds that hold a whole area; who asks for games asks for single ones. */
const WHOLE_KINDS = new Set(["course", "unit", "textbook"]);

/** Whether words ask for a whole content area or course ("biology", "third grade science", "geometry course"). */
export function isBroad(
  words: QueryWord[],
  { vocabularies }: Pick<Reference, "vocabularies">,
  kinds: string[] = [],
): boolean {
  if (kinds.some((kind) => !WHOLE_KINDS.has(kind))) return false;
  const asked = words.filter((w) => !w.wish && !w.weak && w.role !== "modifier" && w.role !== "publisher");
  const telling = asked.filter((w) => !WHOLE.has(byStem(w.text)));
  const { meant } = areasOf(vocabularies);
  const keyOf = (list: QueryWord[]) => list.map((w) => byStem(w.text)).join(" ");
  // "anatomy and physiology": little words are part of some names.
  const between = words.filter((w) => !w.wish && w.role !== "modifier" && !WHOLE.has(byStem(w.text)));
  return telling.length > 0 && (meant.has(keyOf(telling)) || meant.has(keyOf(between)));
}
