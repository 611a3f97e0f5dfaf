import { organizationFor } from "../organizations/membership.ts";
import type { OrganizationTree } from "../organizations/organization.ts";
import type { Caller } from "../people/person.ts";
import { Problem } from "../problem.ts";
import type { Change, Store } from "../store.ts";
import { column, LEAVE_OUT, type Mapping } from "./columns.ts";
import type { Answer } from "./findings.ts";
import { lastHarvest, nameOfCatalog, type Origin, sourceOfCatalog } from "./harvest.ts";
import {
  type Choice,
  type Decision,
  type Import,
  NO_COUNTS,
  type Result,
  sourceOf,
  WORKED_AT,
} from "./import.ts";
import { tryingLinks } from "./links.ts";
import { type OpeningAsked, openingOf } from "./opening.ts";
import type { Outcome } from "./plan.ts";
import { begun, unplanned } from "./run.ts";
import type { Remembered } from "./store.ts";

/** How long an import can be taken back. */
export const UNDO_DAYS = 30;

/** Who asks, and when. */
export interface Asking {
  store: Store;
  caller: Caller;
  at: string;
}

export interface Uploaded {
  id: string;
  organization: string;
  name: string;
  size: number;
  sha256: string;
  source?: string | undefined;
  origin?: Origin | undefined;
  reach?: Import["reach"] | undefined;
}

/** Only curators of the organization, or of one above it, bring files in. */
export function mustImport(code: string, caller: Caller, tree: OrganizationTree) {
  return organizationFor(code, "import", { caller, tree });
}

/** A file that lies ready, as an import whose beginning is to be read. */
export function newImport(file: Uploaded, by: string, at: string): Import {
  const { source, origin, reach, ...given } = file;
  return {
    ...given,
    ...(origin ? { origin } : {}),
    by,
    source: source || sourceOf(file.name),
    state: "reading",
    revision: 1,
    createdAt: at,
    changedAt: at,
    notes: [],
    sheets: [],
    mapping: {},
    answers: [],
    reach: reach ?? "home",
    progress: { done: 0, total: 0, startedAt: at },
    counts: NO_COUNTS,
    results: {},
    faultyCells: 0,
    keptRows: 0,
  };
}

export interface HarvestAsked extends Pick<Origin, "address" | "prefix"> {
  set?: string | undefined;
  since?: string | undefined;
  /** Everything again, not only what changed since the last harvest. */
  all?: boolean | undefined;
  source?: string | undefined;
  reach?: Import["reach"] | undefined;
}

/** A catalog to be harvested, as an import that begins with it. `earlier` are the organization's imports, newest first. */
export function newHarvest(
  asked: HarvestAsked,
  earlier: Import[],
  { id, organization, by, at }: { id: string; organization: string; by: string; at: string },
): Import {
  const { all, reach, ...given } = asked;
  const source = given.source || sourceOfCatalog(given);
  const since = all ? undefined : (given.since ?? lastHarvest(earlier, source, given.prefix));
  const origin: Origin = {
    address: given.address,
    prefix: given.prefix,
    ...(given.set ? { set: given.set } : {}),
    ...(since ? { since } : {}),
  };
  const file = { id, organization, name: nameOfCatalog(given), size: 0, sha256: "", source, origin, reach };
  return newImport(file, by, at);
}

/** The import, for those who may look at its organization's imports; to others it does not exist. */
export async function importFor(code: string, id: string, { store, caller }: Asking): Promise<Import> {
  mustImport(code, caller, (await store.reference()).organizations);
  const found = await store.imports.get(id);
  if (found?.organization !== code) throw new Problem("unknown", "There is no such import.");
  return found;
}

type Deed = (i: Import) => { next: Import; also?: Change[] };

/** Does something to an import, however often its worker writes meanwhile. */
export async function change(given: Import, { store, at, caller }: Asking, deed: Deed): Promise<Import> {
  for (let before: Import | undefined = given; ; before = await store.imports.get(given.id)) {
    if (!before) throw new Problem("unknown", "There is no such import.");
    const { next, also = [] } = deed(before);
    const after = { ...next, revision: before.revision + 1, changedAt: at };
    try {
      await store.commit([{ noun: "import", before, after }, ...also], caller.person?.id);
      return after;
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== "stale") throw error;
    }
  }
}

function mustRest(i: Import): void {
  if (WORKED_AT.includes(i.state))
    throw new Problem("conflict", "This import is being worked at. Wait until it rests, or stop it.");
}

function mustNotHaveWritten(i: Import): void {
  mustRest(i);
  if (i.state === "failed" && !i.outline)
    throw new Problem("conflict", i.trouble ?? "This file cannot be read.");
  if (i.state === "done" || i.state === "undone" || Object.keys(i.results).length > 0)
    throw new Problem(
      "conflict",
      "This import was brought in already. Upload the file once more to change something.",
    );
}

export interface Columns {
  mapping: Mapping;
  sheets?: string[] | undefined;
  remember?: boolean | undefined;
}

/** Places columns; what was planned with other columns no longer counts. */
export function placeColumns({ mapping, sheets, remember }: Columns, kept: Remembered): Deed {
  return (i) => {
    mustNotHaveWritten(i);
    const faults = Object.entries(mapping)
      .filter(([header, id]) => (id !== LEAVE_OUT && !column(id)) || !i.outline?.headers.includes(header))
      .map(([header, id]) => ({
        in: "body" as const,
        pointer: `/mapping/${header.replaceAll("~", "~0").replaceAll("/", "~1")}`,
        detail: i.outline?.headers.includes(header)
          ? `"${id}" is not a column of the registry`
          : "is not a column of the file",
      }));
    if (faults.length > 0) throw new Problem("invalid", "The columns cannot be placed like this.", faults);
    const whole = { ...i.mapping, ...mapping };
    const next: Import = { ...unplanned(i), mapping: whole, state: sheets ? "reading" : "columns" };
    if (sheets) next.chosen = sheets;
    const after = { mapping: { ...kept.mapping, ...whole }, answers: kept.answers };
    return {
      next,
      ...(remember ? { also: [{ noun: "import-ways", organization: i.organization, after }] } : {}),
    };
  };
}

/** Says once what is meant by a value, or by nothing, wherever it stands. */
export function answerFindings(answers: Answer[], remember: boolean, kept: Remembered): Deed {
  return (i) => {
    mustNotHaveWritten(i);
    const faults = answers.flatMap((a, n) =>
      column(a.column)
        ? []
        : [
            {
              in: "body" as const,
              pointer: `/answers/${n}/column`,
              detail: `"${a.column}" is not a column of the registry`,
            },
          ],
    );
    if (faults.length > 0) throw new Problem("invalid", "The answers cannot be used.", faults);
    const same = (a: Answer, b: Answer) =>
      a.column === b.column && a.value.trim().toLowerCase() === b.value.trim().toLowerCase();
    const all = [...i.answers.filter((old) => !answers.some((a) => same(a, old))), ...answers].slice(-5000);
    const next: Import = { ...unplanned(i), answers: all, state: "columns" };
    const after = { mapping: kept.mapping, answers: all };
    return {
      next,
      ...(remember ? { also: [{ noun: "import-ways", organization: i.organization, after }] } : {}),
    };
  };
}

export const preview: Deed = (i) => {
  mustNotHaveWritten(i);
  if (i.outline && !Object.values(i.mapping).includes("title"))
    throw new Problem("invalid", "No column gives the title. Place one first.", [
      { in: "body", pointer: "/mapping", detail: "has no column for the title" },
    ]);
  return { next: { ...unplanned(i), state: i.outline ? "checking" : "reading" } };
};

/** Brings in what the preview showed. A stopped import goes on where it was. */
export function start(choice: Choice, reach: Import["reach"] | undefined, at: string): Deed {
  return (i) => {
    mustRest(i);
    if (i.state === "stopped" && i.choice && !i.doneAt) return { next: { ...gone(i), state: "importing" } };
    if (i.state !== "checked")
      throw new Problem(
        "conflict",
        "Only an import that has been checked can be brought in. Check it first.",
      );
    if (choice === "all" && i.counts.faulty > 0)
      throw new Problem(
        "conflict",
        `${i.counts.faulty} rows have a fault. Mend them, or bring in the good rows only.`,
      );
    const { new: fresh, changed, duplicate, gone: missing } = i.counts;
    const total = fresh + (choice === "new" ? 0 : changed) + duplicate + missing;
    return {
      next: { ...begun(gone(i), total, at), state: "importing", choice, ...(reach ? { reach } : {}) },
    };
  };
}

const gone = ({ trouble: _t, ...i }: Import): Import => i;

/** Lets more people see what was brought in: at once where the rules allow it, else by reviews. */
export function openTo(asked: OpeningAsked, at: string): Deed {
  return (i) => {
    mustRest(i);
    if (Object.keys(i.results).length === 0 && i.counts.unchanged === 0)
      throw new Problem("conflict", "This import has not brought anything in.");
    if (i.state !== "done" && i.state !== "stopped")
      throw new Problem("conflict", "Bring it in first: nobody else can see what is not there yet.");
    return { next: { ...begun(gone(i), 0, at), state: "opening", opening: openingOf(asked) } };
  };
}

/** Tries the links in the background, beside everything else. */
export const tryLinks: Deed = (i) => {
  if (!["checked", "importing", "opening", "done", "stopped"].includes(i.state))
    throw new Problem("conflict", "The links are known once the file has been checked.");
  if (i.links?.state === "trying") return { next: i };
  return { next: { ...i, links: tryingLinks() } };
};

export const stopTrying: Deed = (i) => {
  if (i.links?.state !== "trying") throw new Problem("conflict", "No links are being tried.");
  return { next: { ...i, links: { ...i.links, state: "stopped" } } };
};

export const stop: Deed = (i) => {
  if (!WORKED_AT.includes(i.state))
    throw new Problem("conflict", "Nothing is under way that could be stopped.");
  return { next: { ...i, stopping: true } };
};

/** Takes the whole import back. `anyway` takes back, too, what an earlier undoing listed. */
export function undo(anyway: boolean, at: string): Deed {
  return (i) => {
    mustRest(i);
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
    const next: Import = { ...begun(gone(i), total, at), state: "undoing" };
    const also: Change[] = anyway
      ? [{ noun: "import-rows", import: i.id, decided: { result: "later", decision: "undo" } }]
      : [];
    return { next, also };
  };
}

export interface Decided {
  decision: Decision;
  seqs?: number[] | undefined;
  outcome?: Outcome | undefined;
  result?: Result | undefined;
}

/** Decides for rows that cannot go on by themselves: duplicates, what the source no longer names. */
export function decide({ decision, seqs, outcome, result }: Decided): Deed {
  return (i) => {
    mustRest(i);
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
