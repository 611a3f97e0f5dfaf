import Database, { type Sqlite } from "../../db/driver.ts";
import { titleOf } from "./reviews-load.ts";
import type { Stage } from "./reviews-stage.ts";

/** What the server has acknowledged, written down by those who asked. */
export interface Ledger {
  submissions: { word: string; resource: string; review: string; by: string }[];
  decisions: Decided[];
  /** Asked for when the connection broke: done or not, but never twice. */
  unsure: Decided[];
}

interface Decided {
  review: string;
  by: string;
  outcome: string;
}

export const emptyLedger = (): Ledger => ({ submissions: [], decisions: [], unsure: [] });

interface Kept {
  id: string;
  resource: string;
  organization: string;
  by: string;
  state: string;
  previous: string | null;
  goal: { organization: string; reach: string };
  decisions: { by: string; outcome: string; version: number }[];
  revision: number;
}

interface Told {
  what: string;
  by: string;
}

/** What is wrong with the database, held against the ledger; empty when nothing is. */
export function faultsIn(file: string, ledger: Ledger, stage: Stage): string[] {
  const sqlite = new Database(file, { readonly: true });
  try {
    const reviews = reviewsIn(sqlite);
    const events = eventsIn(sqlite);
    return [
      ...lostSubmissions(sqlite, ledger, reviews),
      ...lostDecisions(ledger, reviews),
      ...[...reviews.values()].flatMap((r) => twoStates(r, events.get(r.id) ?? [], reviews)),
      ...lostNotices(sqlite, reviews, events, stage),
      ...unsettled(sqlite, reviews),
    ];
  } finally {
    sqlite.close();
  }
}

function reviewsIn(sqlite: Sqlite): Map<string, Kept> {
  const rows = sqlite.prepare("select * from reviews").all() as Record<string, string>[];
  const read = (text: string | undefined) => JSON.parse(text ?? "null");
  return new Map(
    rows.map((r) => [
      String(r.id),
      { ...r, goal: read(r.goal), decisions: read(r.decisions) } as unknown as Kept,
    ]),
  );
}

function eventsIn(sqlite: Sqlite): Map<string, Told[]> {
  const found = new Map<string, Told[]>();
  const rows = sqlite.prepare("select review, event from review_events order by seq").all();
  for (const { review, event } of rows as { review: string; event: string }[])
    found.set(review, [...(found.get(review) ?? []), JSON.parse(event) as Told]);
  return found;
}

/** Each acknowledged one is there once, with its offer; and nothing was made twice. */
function lostSubmissions(sqlite: Sqlite, ledger: Ledger, reviews: Map<string, Kept>): string[] {
  const made = sqlite
    .prepare(
      "select resource as id, json_extract(description, '$.title') as title from versions where number = 1 and json_extract(description, '$.title') like '% kestrels %'",
    )
    .all() as { id: string; title: string }[];
  const titles = new Map<string, string[]>();
  for (const { id, title } of made) titles.set(title, [...(titles.get(title) ?? []), id]);
  const versions = sqlite.prepare("select count(*) from versions where resource = ? and number = 1").pluck();
  const twice = [...titles].filter(([, ids]) => ids.length > 1).map(([title]) => `${title} was made twice`);
  const lost = ledger.submissions.flatMap(({ word, resource, review }) => [
    ...(titles.get(titleOf(word))?.includes(resource) ? [] : [`${word} was lost`]),
    ...(versions.get(resource) === 1 ? [] : [`${word} lost its version`]),
    ...(reviews.get(review)?.resource === resource ? [] : [`the offer of ${word} was lost`]),
  ]);
  return [...twice, ...lost];
}

/** Each acknowledged decision is there once; one nobody knows of is there once or not at all. */
function lostDecisions({ decisions, unsure }: Ledger, reviews: Map<string, Kept>): string[] {
  const nameOf = ({ review, by, outcome }: Decided) => `${review} ${by} ${outcome}`;
  const counted = (all: Decided[]) => {
    const counts = new Map<string, number>();
    for (const one of all) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
    return counts;
  };
  const there = counted(
    [...reviews.values()].flatMap((r) =>
      r.decisions.map(({ by, outcome }) => ({ review: r.id, by, outcome })),
    ),
  );
  const [sure, maybe] = [counted(decisions), counted(unsure)];
  const names = new Set([...there.keys(), ...sure.keys()]);
  return [...names].flatMap((name) => {
    const [is, least] = [there.get(name) ?? 0, sure.get(name) ?? 0];
    const most = least + (maybe.get(name) ?? 0);
    if (is < least) return [`the decision ${name} was lost`];
    return is > most ? [`the decision ${name} is there ${is} times, at most ${most} were asked for`] : [];
  });
}

const STATE_AFTER: Record<string, string> = {
  offered: "open",
  resubmitted: "open",
  returned: "returned",
  accepted: "accepted",
  declined: "declined",
  withdrawn: "withdrawn",
};

/** A review, its events, its decisions and the review that follows all say the same. */
function twoStates(r: Kept, events: Told[], reviews: Map<string, Kept>): string[] {
  const last = events.findLast((e) => e.what in STATE_AFTER);
  const state = STATE_AFTER[last?.what ?? ""];
  const decided = r.decisions.at(-1)?.outcome;
  const followers = [...reviews.values()].filter((other) => other.previous === r.id).length;
  const further = r.state === "accepted" && r.organization !== r.goal.organization;
  return [
    ...(state === r.state ? [] : [`review ${r.id} is ${r.state}, its events say ${state}`]),
    ...(events.length === r.revision
      ? []
      : [`review ${r.id} has revision ${r.revision} and ${events.length} events`]),
    ...(["accepted", "declined", "returned"].includes(r.state) && decided !== r.state
      ? [`review ${r.id} is ${r.state}, its last decision says ${decided}`]
      : []),
    ...(followers === (further ? 1 : 0) ? [] : [`review ${r.id} is followed by ${followers} others`]),
  ];
}

/** Every event told exactly once to each whom it concerns. */
function lostNotices(
  sqlite: Sqlite,
  reviews: Map<string, Kept>,
  events: Map<string, Told[]>,
  { curatorsOf }: Stage,
): string[] {
  const rows = sqlite
    .prepare(
      "select person, what, json_extract(about, '$.review') as review, count(*) as n from notices group by 1, 2, 3",
    )
    .all() as { person: string; what: string; review: string; n: number }[];
  const there = new Map(rows.map((r) => [`${r.review} ${r.what} ${r.person}`, r.n]));
  const meant = new Map<string, number>();
  for (const r of reviews.values())
    for (const { what, by } of events.get(r.id) ?? []) {
      const asked = what === "offered" || what === "resubmitted";
      const people = asked ? (curatorsOf.get(r.organization) ?? []) : [r.by];
      for (const person of people) {
        if (person === by || (asked && person === r.by)) continue;
        const name = `${r.id} ${what} ${person}`;
        meant.set(name, (meant.get(name) ?? 0) + 1);
      }
    }
  const names = new Set([...there.keys(), ...meant.keys()]);
  return [...names].flatMap((name) =>
    (there.get(name) ?? 0) === (meant.get(name) ?? 0)
      ? []
      : [`the notice ${name} is there ${there.get(name) ?? 0} times instead of ${meant.get(name) ?? 0}`],
  );
}

/** What was accepted last reaches as far as was asked, with who endorses it. */
function unsettled(sqlite: Sqlite, reviews: Map<string, Kept>): string[] {
  const read = sqlite.prepare("select reach, endorsements from resources where id = ?");
  return [...reviews.values()].flatMap((r) => {
    if (r.state !== "accepted") return [];
    const found = read.get(r.resource) as { reach: string; endorsements: string } | undefined;
    const educator = (JSON.parse(found?.endorsements ?? "[]") as { organization: string }[]).some(
      (e) => e.organization === r.organization,
    );
    const reached = r.organization !== r.goal.organization || found?.reach === r.goal.reach;
    return educator && reached ? [] : [`review ${r.id} is accepted, its resource does not say so`];
  });
}
