import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";
import { collectionTrials } from "../people/collection-trials.ts";
import { keyOf, lineOf, rowsIn, rowsOfTheCode } from "../people/matrix.ts";
import { castOf, treeOf } from "../people/matrix-cast.ts";
import { organizationTrials, registryTrials } from "../people/place-trials.ts";
import { reportTrials } from "../people/report-trials.ts";
import { resourceTrials } from "../people/resource-trials.ts";
import { reviewTrials } from "../people/review-trials.ts";
import type { Trial, World } from "../people/trials.ts";
import { openTestRegistry } from "../support/registry.ts";

/**
 * Answers each question with yes, then with no, and tries what the matrix says until a trial fails: within one run,
 * on one registry. What no trial notices is left to the tests of the noun (`mutations.mjs`).
 */
const { ASKED = "[]", FOUND = "" } = process.env;
const questions: { id: string; asked: string; known: string[] }[] = JSON.parse(ASKED);

const scope = globalThis as unknown as { answerTo: (id: string) => boolean | undefined };

const rows = rowsIn(readFileSync(join(ROOT, "test", "people", "matrix.txt"), "utf8"));

/** The matrix itself, without a registry. */
const cells: Trial = {
  name: "the matrix, cell by cell",
  section: "matrix",
  expected: "done",
  async try() {
    const code = new Map(rowsOfTheCode().map((row) => [keyOf(row), lineOf(row)]));
    const wrong = rows.find((row) => code.get(keyOf(row)) !== lineOf(row));
    return wrong && `${keyOf(wrong)} is ${code.get(keyOf(wrong))}`;
  },
};

/** What goes wrong before anything is tried is noticed too, unless it is the connection that broke. */
const wrongWith = (trial: Trial): Promise<string | undefined> =>
  trial.try().catch((error: Error) => (error.message === "fetch failed" ? trial.try() : error.message));

/** How many trials are made before a mutant is left to other tests. */
const MOST = 60;

test("every question is noticed, or left to the tests of its noun", async () => {
  const registry = await openTestRegistry();
  const world: World = { registry, cast: await castOf(registry), tree: await treeOf(registry) };
  const trials: Trial[] = [
    cells,
    ...registryTrials(world, rows),
    ...reportTrials(world, rows),
    ...reviewTrials(world, rows),
    ...organizationTrials(world, rows),
    ...(await collectionTrials(world, rows)),
    ...resourceTrials(world, rows),
  ];
  const reaching = new Map<string, { trial: Trial; took: number }[]>();
  for (const trial of trials) {
    const reached = new Set<string>();
    scope.answerTo = (id) => {
      reached.add(id);
      return undefined;
    };
    const began = Date.now();
    expect(await trial.try()).toBeUndefined();
    const took = Date.now() - began;
    for (const id of reached) reaching.set(id, [...(reaching.get(id) ?? []), { trial, took }]);
  }
  for (const { id, asked, known } of questions)
    for (const answer of [true, false].filter((a) => !known.includes(String(a)))) {
      const tried = reaching.get(id) ?? [];
      // Trials of the same action come first; a yes is noticed where no was expected, and the other way round.
      const action = /"([^"]+)"/.exec(asked)?.[1];
      const other = ({ name }: Trial) => (action !== undefined && name.includes(`: ${action}:`) ? 0 : 1);
      const first = (trial: Trial) =>
        trial.section === "matrix" ? 0 : (trial.expected === "done") === answer ? 2 : 1;
      const ordered = tried
        .toSorted(
          (a, b) => other(a.trial) - other(b.trial) || first(a.trial) - first(b.trial) || a.took - b.took,
        )
        .slice(0, MOST);
      scope.answerTo = (asked) => (asked === id ? answer : undefined);
      let by: string | undefined;
      for (const { trial } of ordered) {
        if ((await wrongWith(trial)) === undefined) continue;
        by = trial.name;
        break;
      }
      scope.answerTo = () => undefined;
      appendFileSync(
        FOUND,
        `${JSON.stringify({ id, answer: String(answer), tried: "matrix", ...(by ? { by } : {}) })}\n`,
      );
    }
}, 7_200_000);
