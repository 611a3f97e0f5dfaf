import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { TestRegistry } from "../support/registry.ts";
import { keyOf, type Row } from "./matrix.ts";
import type { CastPart, Player } from "./matrix-cast.ts";
import type { Outcome, StageOutcome } from "./matrix-stage.ts";

/** A registry with everybody of the cast in it. */
export interface World {
  registry: TestRegistry;
  cast: Record<CastPart, Player>;
  tree: OrganizationTree;
}

/** One answer of the matrix, tried through one door. */
export interface Trial {
  name: string;
  section: string;
  expected: Outcome;
  /** What is wrong with it; undefined while the door answers as the file says. */
  try(): Promise<string | undefined>;
}

/** How an action is tried: by key, at a browser, or both. */
export interface Doors<On, Case> {
  /** The cases that have a door of their own. */
  of?: (one: Case) => boolean;
  api?: (on: On) => Promise<StageOutcome>;
  page?: (on: On) => Promise<StageOutcome>;
  /** Where else the answer shows: whether a page offers it, whether a notice tells of it. */
  also?: Record<string, (on: On) => Promise<StageOutcome>>;
  /** What "no" sounds like, where it is not the usual. */
  no?: (one: Case, door: string) => Outcome | undefined;
}

export interface Trying<On, Case> {
  world: World;
  row: Row;
  player: Player;
  doors: Doors<On, Case>;
  /** Every case of the row, with its answer and, where that is no, whether the asker sees the thing at all. */
  answers: { one: Case; yes: boolean; sees: boolean }[];
  /** A fresh thing in this case. */
  stage: (one: Case) => Promise<On>;
}

/** A trial through each door for one case of each distinct answer of a row. */
export function trialsOf<On, Case>({ row, player, doors, answers, stage }: Trying<On, Case>): Trial[] {
  const tried = answers.filter(({ one }) => doors.of?.(one) ?? true);
  const { api, page, also } = doors;
  const ways = Object.entries({ ...(api ? { api } : {}), ...(page ? { page } : {}), ...also });
  return ways.flatMap(([door, open]) => {
    const cases = new Map<Outcome, Case[]>();
    for (const { one, yes, sees } of tried) {
      const no = doors.no?.(one, door) ?? (sees ? "refused" : "unseen");
      const outcome = yes ? "done" : no;
      cases.set(outcome, [...(cases.get(outcome) ?? []), one]);
    }
    return [...cases].map(([expected, all]): Trial => {
      const one = all[turnOf(keyOf(row)) % all.length] as Case;
      const name = `${keyOf(row)}, ${JSON.stringify(one)}, by ${door}`;
      return {
        name,
        section: row.section,
        expected,
        async try() {
          const outcome = await open(await stage(one)).catch((error: Error) => error.message);
          return isAsExpected(outcome, expected, player) ? undefined : `${name}: ${outcome}, not ${expected}`;
        },
      };
    });
  });
}

/** Someone signed out is told to sign in before any change, whatever the id: it says nothing of the thing. */
const isAsExpected = (outcome: string, expected: Outcome, player: Player) =>
  outcome === expected ||
  outcome === "not asked here" ||
  (!player.caller.person && expected !== "done" && outcome !== "done" && isOutcome(outcome));

const isOutcome = (text: string) => ["done", "refused", "unseen"].includes(text);

/** Which of several cases is tried: another one for every row, and the same in every run. */
const turnOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);

/** Tries them one after another; gives what was wrong. */
export async function wrongIn(trials: Trial[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const trial of trials) wrong.push(...[await trial.try()].flatMap((what) => what ?? []));
  return wrong;
}

/** The letter of a case in this column of a row: yes where it is there. */
export const saysYes = (row: Row | undefined, column: number, letter: string): boolean =>
  row?.cells[column]?.includes(letter) ?? false;
