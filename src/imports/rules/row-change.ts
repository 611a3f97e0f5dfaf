import { Problem } from "../../kernel/problem.ts";
import { mayIn } from "../../people/rules/may.ts";
import { isWider, type Reach } from "../../reach/rules/reach.ts";
import { hasSomethingToOpen, widestAtOnce } from "../../reach/rules/reach-rules.ts";
import { inUse } from "../../reach/rules/visibility.ts";
import { type Actor, personOf, withRevision } from "../../resources/rules/actor.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import { edit } from "../../resources/rules/lifecycle.ts";
import { roleOf } from "../../resources/rules/may.ts";
import { withdraw } from "../../resources/rules/removal.ts";
import type { Description, Resource } from "../../resources/rules/resource.ts";
import { rowReadOf } from "./assemble-description.ts";
import type { RowsChange } from "./change.ts";
import type { OwnRecord } from "./existing-records.ts";
import type { Import, Imported, RowToDo } from "./import.ts";
import { type FieldChange, type Planned, planRow } from "./plan.ts";

export type RowDone = NonNullable<RowsChange["done"]>[number];

/** What carrying out a row comes to. */
export interface AppliedRow {
  change?: ResourceChange;
  done: RowDone;
  /** It does not reach as far as the import asked: somebody has to say yes first. */
  short?: boolean;
}

export interface ApplyContext {
  import: Import;
  actor: Actor;
  newId: () => string;
  /** Fields that have a column in the file. */
  fields: (keyof Description)[];
  /** The version that waits for a review, where there is one. */
  proposal?: Description | undefined;
  /** What the last import wrote, to come back to. */
  lastImported?: Imported | undefined;
}

/**
 * Carries out the plan of a row, or holds it back: it is planned again from what is there now, by the same
 * function as the preview, and nothing happens that the preview did not say.
 */
export function applyRow(row: RowToDo, own: OwnRecord | undefined, c: ApplyContext): AppliedRow {
  if (row.outcome === "gone") return withdrawRow(row, own?.resource, c);
  const planned = planRow(rowReadOf(row, c.fields), { own, similar: [] });
  if (planned.outcome === "unchanged") return { done: { row: { ...named(row, own), result: "unchanged" } } };
  if (row.outcome === "changed")
    return own?.resource.revision === row.revision && own && planned.outcome === "changed"
      ? changeRecord(row, planned, own, c)
      : heldBack(row, own, "The record was changed after the preview.");
  if (planned.outcome !== "new" || own?.resource.id !== row.resource)
    return heldBack(row, own, "The registry got this record after the preview.");
  return own ? revive(row, planned, own.resource, c) : makeRecord(row, planned, c);
}

const named = (row: RowToDo, own: OwnRecord | undefined) => ({
  seq: row.seq,
  ...(own || row.resource ? { resource: own?.resource.id ?? (row.resource as string) } : {}),
});

const heldBack = (row: RowToDo, own: OwnRecord | undefined, why: string): AppliedRow => ({
  done: { row: { ...named(row, own), result: "held", why } },
});

/** Whom a new record reaches: as chosen, as far as the rules of its place let it go at once. */
function reachFor(r: Resource, { import: i, actor }: ApplyContext): Reach {
  const kind = actor.tree.get(r.organization)?.kind;
  const linked = hasSomethingToOpen(r.description);
  const home: Reach =
    kind === "district" || kind === "school" ? kind : kind === "state" && linked ? "public" : "private";
  const wanted = i.reach === "home" || !linked ? home : i.reach;
  const widest = widestAtOnce({ ...r, reach: "private" }, "private", actor);
  return isWider(wanted, widest) ? widest : wanted;
}

const shortOf = (r: Resource, { reach }: Import): { short?: true } =>
  reach !== "home" && isWider(reach, r.reach) && hasSomethingToOpen(r.description) ? { short: true } : {};

function makeRecord(row: RowToDo, { description }: Planned, c: ApplyContext): AppliedRow {
  const { import: i, actor } = c;
  if (!description) throw new Error("A row without a description cannot be brought in");
  const { at, caller, tree } = actor;
  const draft: Resource = {
    id: c.newId(),
    ...(row.externalId === undefined ? {} : { externalId: row.externalId }),
    organization: i.organization,
    owner: { organization: i.organization },
    status: "active",
    reach: "private",
    revision: 1,
    published: 1,
    description,
    endorsements: [],
    catalogued: mayIn(caller, "catalogue", i.organization, tree),
    createdAt: at,
    changedAt: at,
  };
  const after = { ...draft, reach: reachFor(draft, c) };
  const by = personOf(caller);
  return {
    change: {
      noun: "resource",
      after,
      version: { resource: after.id, number: 1, description, at, by, widestReach: after.reach },
      event: { what: "created", at, by, role: roleOf(after, actor), version: 1, reach: after.reach },
    },
    ...shortOf(after, i),
    done: {
      row: { seq: row.seq, resource: after.id, result: "created", wrote: { version: 1, revision: 1 } },
      imported: { source: i.source, import: i.id, version: 1 },
    },
  };
}

/** A record that an undone import had made comes back under the same id. */
function revive(row: RowToDo, { description }: Planned, before: Resource, c: ApplyContext): AppliedRow {
  const { import: i, actor } = c;
  if (!description) throw new Error("A row without a description cannot be brought in");
  const { at, caller } = actor;
  const number = Math.max(before.published, before.proposed ?? 0) + 1;
  const { proposed: _p, withdrawal: _w, ...rest } = before;
  const draft: Resource = {
    ...rest,
    status: inUse(before),
    reach: "private",
    published: number,
    description,
    endorsements: [],
  };
  const after = withRevision({ ...draft, reach: reachFor(draft, c) }, before, at);
  const by = personOf(caller);
  return {
    change: {
      noun: "resource",
      before,
      after,
      version: { resource: after.id, number, description, at, by, widestReach: after.reach },
      event: { what: "restored", at, by, role: roleOf(after, actor), version: number, reach: after.reach },
    },
    ...shortOf(after, i),
    done: {
      row: {
        seq: row.seq,
        resource: after.id,
        result: "revived",
        wrote: { version: number, revision: after.revision },
      },
      imported: { source: i.source, import: i.id, version: number },
    },
  };
}

function changeRecord(row: RowToDo, planned: Planned, own: OwnRecord, c: ApplyContext): AppliedRow {
  const { import: i, actor } = c;
  const before = own.resource;
  const externalId = before.externalId ?? row.externalId;
  const next = { description: planned.description as Description, externalId, proposal: c.proposal };
  const change = refusedAs(() => edit(before, next, actor));
  if (typeof change === "string") return heldBack(row, own, change);
  if (!change) return { done: { row: { ...named(row, own), result: "unchanged" } } };
  const { after, version } = change;
  const waits = change.event.what === "proposed";
  const written = version?.number ?? after.published;
  const wrote = {
    version: written,
    revision: after.revision,
    before: before.published,
    ...(c.lastImported ? { imported: c.lastImported } : {}),
  };
  const differs = differsOf(planned.kept, own.imported);
  return {
    change,
    done: {
      row: {
        seq: row.seq,
        resource: after.id,
        result: "changed",
        wrote,
        ...(waits ? { why: "Everyone can see this record: the change waits for a review." } : {}),
      },
      ...(waits
        ? {}
        : {
            imported: { source: i.source, import: i.id, version: written, ...(differs ? { differs } : {}) },
          }),
    },
  };
}

/** Fields left as a person corrected them stay corrected for the next import, too. */
function differsOf(
  kept: FieldChange[],
  imported: Description | undefined,
): Record<string, unknown> | undefined {
  if (kept.length === 0) return undefined;
  return Object.fromEntries(kept.map(({ field }) => [field, imported?.[field] ?? null]));
}

function withdrawRow(
  row: RowToDo,
  now: Resource | undefined,
  { actor, lastImported }: ApplyContext,
): AppliedRow {
  const own = now && { resource: now };
  if (!now || now.revision !== row.revision)
    return heldBack(row, own, "The record was changed after the preview.");
  const change = refusedAs(() => withdraw(now, "Its source no longer lists it.", undefined, actor));
  if (typeof change === "string" || !change) return heldBack(row, own, change ?? "");
  const wrote = {
    version: now.published,
    revision: change.after.revision,
    before: now.published,
    ...(lastImported ? { imported: lastImported } : {}),
  };
  return {
    change,
    done: { row: { seq: row.seq, resource: now.id, result: "withdrawn", wrote }, imported: null },
  };
}

/** What the rules of sharing refuse for one row is told with that row. */
function refusedAs<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.message, ...error.faults.map((f) => f.detail)].join(" ");
  }
}

/** What taking a row back needs to know besides the row. */
export interface RowNow {
  now: Resource | undefined;
  /** The description before the import. */
  before: Description | undefined;
}

/**
 * Takes back what the import did for a row. Where somebody changed or decided something since, it is listed
 * instead, unless a person has said that it goes all the same.
 */
export function revertRow(row: RowToDo, { now, before }: RowNow, actor: Actor): AppliedRow {
  const { wrote } = row;
  const listed = (why: string): AppliedRow => ({
    done: { row: { seq: row.seq, ...idOf(row), result: "later", why, ...(wrote ? { wrote } : {}) } },
  });
  if (!now || !wrote) return listed("The record is no longer there.");
  const untouched = now.revision === wrote.revision;
  if (!untouched && row.decision !== "undo")
    return listed("Somebody changed or decided something about it since.");
  if (!mayIn(actor.caller, "import", now.organization, actor.tree))
    return listed("You no longer curate its organization.");
  const back = revertedRecord(now, row, before, actor);
  return {
    change: back.change,
    done: {
      row: { seq: row.seq, ...idOf(row), result: back.made ? "undone" : "restored", wrote },
      imported: wrote.imported ?? null,
    },
  };
}

const idOf = ({ resource }: RowToDo) => (resource === undefined ? {} : { resource });

function revertedRecord(
  now: Resource,
  { wrote, result }: RowToDo,
  before: Description | undefined,
  actor: Actor,
): { change: ResourceChange; made: boolean } {
  const { at, caller } = actor;
  const by = personOf(caller);
  const event = { at, by, role: roleOf(now, actor) } as const;
  const { proposed, withdrawal: _w, ...rest } = now;
  const restored = { noun: "resource", before: now } as const;
  if (wrote?.before === undefined) {
    const after = withRevision({ ...rest, status: "undone" }, now, at);
    return { change: { ...restored, after, event: { ...event, what: "undone" } }, made: true };
  }
  if (result === "withdrawn" || now.status === "withdrawn") {
    const after = withRevision({ ...rest, status: inUse(now) }, now, at);
    return { change: { ...restored, after, event: { ...event, what: "restored" } }, made: false };
  }
  if (proposed === wrote.version) {
    const after = withRevision(rest, now, at);
    return { change: { ...restored, after, event: { ...event, what: "undone" } }, made: false };
  }
  const description = before ?? now.description;
  const number = Math.max(now.published, proposed ?? 0) + 1;
  const after = withRevision({ ...now, published: number, description }, now, at);
  const version = { resource: now.id, number, description, at, by, widestReach: now.reach };
  return {
    change: { ...restored, after, version, event: { ...event, what: "undone", version: number } },
    made: false,
  };
}
