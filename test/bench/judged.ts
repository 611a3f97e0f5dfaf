import { readFileSync } from "node:fs";

export interface JudgedQuery {
  id: string;
  query: string;
  category: string;
}

/** Grades of judged records per query: 3 best, 1 weakest; what is not listed was not judged. */
export type Judgments = Map<string, Map<string, number>>;

export interface Measured {
  mrr: number;
  ndcg: number;
  recall: number;
  empty: number;
}

export function readQueries(file: string): JudgedQuery[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { query_id: string; query: string; category: string })
    .map(({ query_id, query, category }) => ({ id: query_id, query, category }));
}

/** Lines of `query_id source external_id grade`, separated by tabs, below one line of names. */
export function readJudgments(file: string): Judgments {
  const judged: Judgments = new Map();
  for (const line of readFileSync(file, "utf8").trim().split("\n").slice(1)) {
    const [query, source, external, grade] = line.split("\t");
    if (!query) continue;
    const known = judged.get(query) ?? new Map<string, number>();
    judged.set(query, known.set(`${source}/${external}`, Number(grade)));
  }
  return judged;
}

const gain = (grades: number[]) => grades.reduce((sum, g, i) => sum + (2 ** g - 1) / Math.log2(i + 2), 0);

/** Of one answer's first ten: place of the first good record (grade 2 or better), nDCG and recall. */
export function measure(ids: string[], judged: Map<string, number>): Measured {
  const grades = [...new Set(ids)].slice(0, 10).map((id) => judged.get(id) ?? 0);
  const best = [...judged.values()].sort((a, b) => b - a).slice(0, 10);
  const first = grades.findIndex((g) => g >= 2);
  const relevant = [...judged.values()].filter((g) => g > 0).length;
  return {
    mrr: first < 0 ? 0 : 1 / (first + 1),
    ndcg: gain(grades) / (gain(best) || 1),
    recall: grades.filter((g) => g > 0).length / Math.max(1, Math.min(10, relevant)),
    empty: ids.length === 0 ? 1 : 0,
  };
}

export function meanOf(all: Measured[]): Measured {
  const mean = (pick: (m: Measured) => number) =>
    all.reduce((sum, m) => sum + pick(m), 0) / (all.length || 1);
  return {
    mrr: mean((m) => m.mrr),
    ndcg: mean((m) => m.ndcg),
    recall: mean((m) => m.recall),
    empty: mean((m) => m.empty),
  };
}
