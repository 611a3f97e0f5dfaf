import { Problem } from "../../kernel/problem.ts";
import type { Change } from "../../store/change.ts";
import {
  ACTIVE_STATES,
  type Import,
  type ImportChoice,
  type Result,
  type RowDecision,
} from "../rules/import.ts";
import { newLinkCheck } from "../rules/link-checks.ts";
import type { RowOutcome } from "../rules/plan.ts";
import { type WideningRequest, wideningOf } from "../rules/widening.ts";
import { withProgress } from "./import-run.ts";
import { type ImportCommand, mustBeIdle } from "./update-import.ts";

/** How long an import can be taken back. */
export const UNDO_DAYS = 30;

/** Brings in what the preview showed. A stopped import goes on where it was. */
export function startImport(
  choice: ImportChoice,
  reach: Import["reach"] | undefined,
  at: string,
): ImportCommand {
  return (i) => {
    mustBeIdle(i);
    if (i.state === "stopped" && i.choice && !i.doneAt)
      return { next: { ...untroubled(i), state: "importing" } };
    if (i.state !== "checked")
      throw new Problem(
        "conflict",
        "Only an import that has been checked can be brought in. Check it first.",
      );
    if (choice === "all" && i.counts.faulty > 0)
      throw new Problem(
        "conflict",
        `${i.counts.faulty} rows have a fault. Fix them, or bring in the good rows only.`,
      );
    const { new: fresh, changed, duplicate, gone: missing } = i.counts;
    const total = fresh + (choice === "new" ? 0 : changed) + duplicate + missing;
    return {
      next: {
        ...withProgress(untroubled(i), total, at),
        state: "importing",
        choice,
        ...(reach ? { reach } : {}),
      },
    };
  };
}

/** Without what it stopped at. */
const untroubled = ({ trouble: _t, ...i }: Import): Import => i;

/** Lets more people see what was brought in: at once where the rules allow it, else by reviews. */
export function widenImport(request: WideningRequest, at: string): ImportCommand {
  return (i) => {
    mustBeIdle(i);
    if (Object.keys(i.results).length === 0 && i.counts.unchanged === 0)
      throw new Problem("conflict", "This import has not brought anything in.");
    if (i.state !== "done" && i.state !== "stopped")
      throw new Problem("conflict", "Bring it in first: nobody else can see what is not there yet.");
    return {
      next: { ...withProgress(untroubled(i), 0, at), state: "opening", opening: wideningOf(request) },
    };
  };
}

/** Tries the links in the background, beside everything else. */
export const checkLinks: ImportCommand = (i) => {
  if (!["checked", "importing", "opening", "done", "stopped"].includes(i.state))
    throw new Problem("conflict", "The links are known once the file has been checked.");
  if (i.links?.state === "trying") return { next: i };
  return { next: { ...i, links: newLinkCheck() } };
};

export const stopLinkCheck: ImportCommand = (i) => {
  if (i.links?.state !== "trying") throw new Problem("conflict", "No links are being checked.");
  return { next: { ...i, links: { ...i.links, state: "stopped" } } };
};

export const stopImport: ImportCommand = (i) => {
  if (!ACTIVE_STATES.includes(i.state))
    throw new Problem("conflict", "Nothing is under way that could be stopped.");
  return { next: { ...i, stopping: true } };
};

/** Takes the whole import back. `anyway` takes back, too, what an earlier undoing listed. */
export function undoImport(anyway: boolean, at: string): ImportCommand {
  return (i) => {
    mustBeIdle(i);
    if (Object.keys(i.results).length === 0)
      throw new Problem("conflict", "This import has not brought anything in.");
    const last = i.doneAt ? Date.parse(i.doneAt) + UNDO_DAYS * 86_400_000 : Number.POSITIVE_INFINITY;
    if (Date.parse(at) > last)
      throw new Problem(
        "conflict",
        `An import can be undone for ${UNDO_DAYS} days. Withdraw single resources instead.`,
      );
    const { created = 0, revived = 0, changed = 0, withdrawn = 0, undone = 0, restored = 0 } = i.results;
    const total = Math.max(0, created + revived + changed + withdrawn - undone - restored);
    const next: Import = { ...withProgress(untroubled(i), total, at), state: "undoing" };
    const also: Change[] = anyway
      ? [{ noun: "import-rows", import: i.id, decided: { result: "later", decision: "undo" } }]
      : [];
    return { next, also };
  };
}

export interface RowDecisions {
  decision: RowDecision;
  seqs?: number[] | undefined;
  outcome?: RowOutcome | undefined;
  result?: Result | undefined;
}

/** Decides for rows that cannot go on by themselves: duplicates, what the source no longer names. */
export function decideRows({ decision, seqs, outcome, result }: RowDecisions): ImportCommand {
  return (i) => {
    mustBeIdle(i);
    if (!seqs && !outcome && !result) throw new Problem("invalid", "Say for which rows you decide.");
    const decided = {
      decision,
      ...(seqs ? { seqs } : {}),
      ...(outcome ? { outcome } : {}),
      ...(result ? { result } : {}),
    };
    return { next: i, also: [{ noun: "import-rows", import: i.id, decided }] };
  };
}
