import { NOT_STATED } from "../../resources/resource.ts";
import type { Ask } from "../engine.ts";
import { type Candidate, rank } from "../ranking.ts";
import { type Bits, hasBit } from "./bits.ts";
import { numberOf } from "./fields.ts";
import type { IndexReader } from "./index-reader.ts";
import type { PlannedWord } from "./planner.ts";
import { numbersOf } from "./question.ts";
import { bestOf } from "./select.ts";
import { matchOf, type Step } from "./steps.ts";

/** Most records ranked for one question. */
export const POOL = 256;
/** With fewer candidates than this, looser readings of the question add theirs. */
const ENOUGH = 100;

/** Candidates: what the counted step found, filled up with what looser steps find. */
export function gather(
  found: Uint32Array,
  step: Step,
  looser: Step[],
  hitsOf: (step: Step) => Uint32Array,
  index: IndexReader,
): number[] {
  const pool = new Set<number>(preferred(found, POOL, step, index));
  for (const next of looser) {
    if (pool.size >= ENOUGH) break;
    const fresh = hitsOf(next).filter((id) => !pool.has(id));
    for (const id of preferred(fresh, POOL - pool.size, next, index)) pool.add(id);
  }
  return [...pool];
}

/** When there are too many: those with telling words in the title, then in the topics, then short titles. */
export function preferred(hits: Uint32Array, most: number, step: Step, index: IndexReader): number[] {
  if (hits.length <= most) return [...hits];
  const worth = worthOf(step, index);
  const { titleLength } = index.columns;
  return bestOf(
    hits,
    most,
    (a, b) =>
      (worth.get(b) ?? 0) - (worth.get(a) ?? 0) ||
      (titleLength[a] as number) - (titleLength[b] as number) ||
      b - a,
  );
}

function worthOf(step: Step, index: IndexReader): Map<number, number> {
  const worth = new Map<number, number>();
  const all = matchOf(step);
  for (const word of step.words) {
    for (const [column, share] of [
      ["title", 2],
      ["topics", 1],
    ] as const) {
      const inColumn = `{${column}} : ${word.match}`;
      const match = step.words.length > 1 ? `${inColumn} AND ${all}` : inColumn;
      for (const id of index.ids(match)) worth.set(id, (worth.get(id) ?? 0) + share * word.weight);
    }
  }
  return worth;
}

/** Orders documents by `ranking.ts`. */
export function ranked(
  ids: number[],
  planned: PlannedWord[],
  ask: Pick<Ask, "codes" | "wishes">,
  aligned: Bits | undefined,
  index: IndexReader,
): number[] {
  const read = candidateReader(ask, aligned, index);
  const order = rank(ids.map(read), planned, { means: index.means });
  return order.map((i) => ids[i] as number);
}

function candidateReader(
  { codes, wishes }: Pick<Ask, "codes" | "wishes">,
  aligned: Bits | undefined,
  index: IndexReader,
) {
  const { columns } = index;
  const wanted = (field: "grade" | "type", names: string[] | undefined) =>
    new Set(numbersOf(field, names ?? [], index));
  const grades = wanted("grade", wishes.grade);
  const types = wanted("type", wishes.type);
  const noGrade = index.values.number("grade", NOT_STATED);
  const notReviewed = index.values.number("endorsed", "none");
  const bare = new Set(codes.flatMap((c) => c.bare).flatMap((code) => index.stemNumber(code) ?? []));
  return (id: number): Candidate => {
    const fields = index.stems(id);
    const own = columns.ofField(id, numberOf("grade"));
    const stated = own.length > 0 && !(own.length === 1 && own[0] === noGrade);
    const endorsed = columns.ofField(id, numberOf("endorsed")).some((v) => v !== notReviewed);
    return {
      fields,
      aligned: !aligned || !hasBit(aligned, id) ? 0 : fields[1]?.some((stem) => bare.has(stem)) ? 2 : 1,
      grade: grades.size === 0 || !stated ? 0 : own.some((v) => grades.has(v)) ? 1 : -1,
      type: types.size > 0 && columns.ofField(id, numberOf("type")).some((v) => types.has(v)),
      endorsed,
    };
  };
}
