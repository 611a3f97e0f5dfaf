import type { SearchRequest, TitleRequest } from "../rules/engine.ts";
import { find, totalOf } from "./find.ts";
import { currentFile, currentMark, isDamage, openIndex } from "./index-file.ts";
import { IndexReader } from "./index-reader.ts";
import { type NumberedResult, Teller } from "./numbered.ts";
import { order, plainPlan, plan, suggest } from "./plan.ts";
import { answerQuestions, threadData } from "./thread.ts";

/** The search thread: reads the index file that is current, and never writes. */
const { folder } = threadData<{ folder: string }>();

let index: IndexReader | undefined;
let file: string | undefined;
let mark: string | undefined;
let trouble: string | undefined;

const teller = new Teller();

const NOTHING: NumberedResult = {
  ids: [],
  total: 0,
  close: [],
  counts: new Uint32Array(0),
  leftOut: [],
  marks: [],
  corrected: [],
  partial: false,
  better: [],
};

/** Goes over to a new file when there is one; until it can be read, the old one goes on answering. */
function opened(): IndexReader | undefined {
  const now = currentMark(folder);
  if (now === mark) return index;
  const next = currentFile(folder);
  if (!next) return index;
  mark = now;
  if (next === file && index) return index;
  try {
    const fresh = new IndexReader(openIndex(next, true));
    fresh.atOneMoment(() => {});
    index?.close();
    index = fresh;
    file = next;
    trouble = undefined;
  } catch (error) {
    trouble = (error as Error).message;
    if (!isDamage(error)) throw error;
  }
  return index;
}

function ask<T>(question: (index: IndexReader) => T, otherwise: T): T {
  const open = opened();
  if (!open) return otherwise;
  try {
    return open.atOneMoment(() => question(open));
  } catch (error) {
    if (isDamage(error)) {
      // The next question opens the file again, or finds its successor.
      open.close();
      index = undefined;
      mark = undefined;
    }
    throw error;
  }
}

answerQuestions({
  find: (asked: SearchRequest) =>
    ask(
      (i): NumberedResult => ({ ...i.answers.of(asked, () => find(asked, i)), ...teller.news(i.values) }),
      NOTHING,
    ),
  totals: (asked: SearchRequest[]) =>
    ask(
      (i) => asked.map((one) => totalOf(one, i)),
      asked.map(() => 0),
    ),
  suggest: (asked: TitleRequest) => ask((i) => suggest(asked, i), []),
  order: (asked: SearchRequest, keys: string[]) => ask((i) => order(asked, keys, i), keys),
  plan: (asked: Pick<SearchRequest, "words" | "phrases">) => ask((i) => plan(asked, i), plainPlan(asked)),
  held: (after: string, limit: number) => ask((i) => i.held(after, limit), []),
  status: () => {
    const documents = ask((i) => i.totals.documents, 0);
    // Only now is it known what is wrong with the file.
    return { documents, file, trouble };
  },
  close: () => index?.close(),
});
