import type { Ask } from "../../src/asks/rules/ask.ts";
import { mayOnAsk, ON_AN_ASK } from "../../src/asks/rules/may.ts";
import { asResource, type Collection } from "../../src/collections/rules/collection.ts";
import { mayOnCollection, ON_A_COLLECTION, roleIn } from "../../src/collections/rules/may.ts";
import { erase } from "../../src/erasing/rules/erasure.ts";
import { mayReadErasure } from "../../src/erasing/rules/may.ts";
import { type Organization, OrganizationTree } from "../../src/organizations/rules/organization.ts";
import {
  confirmedPlaces,
  curatedPlaces,
  highestCurated,
  IN_AN_ORGANIZATION,
  IN_THE_REGISTRY,
  mayIn,
  mayInRegistry,
} from "../../src/people/rules/may.ts";
import type { Caller } from "../../src/people/rules/person.ts";
import { mayShare, ON_WHAT_IS_SHARED } from "../../src/reach/rules/may.ts";
import { mayOnReport, ON_A_REPORT } from "../../src/reports/rules/may.ts";
import type { Report } from "../../src/reports/rules/report.ts";
import { may, ON_A_RESOURCE, roleOf } from "../../src/resources/rules/may.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import {
  IN_A_REVIEW,
  levelAbove,
  mayInReview,
  type ReviewAction,
  roleInReview,
} from "../../src/reviews/rules/may.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import {
  callersOf,
  canBe,
  OWNERS,
  type OwnedBy,
  PARTS,
  RESOURCE_STATES,
  resourceOf,
  type State,
} from "./matrix-cast.ts";

/**
 * What the code answers, in the rows of `matrix.txt`: one for each action and each who. A row says in which cases the
 * answer is yes; the letter of a case stands in its place where it is, a dot where it is not.
 */
export interface Row {
  section: string;
  action: string;
  who: string;
  /** One text for each column, a letter or a dot for each case in it. */
  cells: string[];
}

const AT = "2026-01-01T00:00:00.000Z";
const LATER = "2026-02-01T00:00:00.000Z";

const O = (code: string, kind: Organization["kind"], parent?: string): Organization => ({
  code,
  kind,
  name: code,
  ...(parent ? { parent } : {}),
});
export const TREE = new OrganizationTree([
  O("ri", "state"),
  O("28", "district", "ri"),
  O("28103", "school", "28"),
  O("28113", "school", "28"),
  O("36", "district", "ri"),
  O("36104", "school", "36"),
  O("uri", "partner", "ri"),
]);
const PLACES = ["28103", "28113", "28", "36104", "36", "uri", "ri"];

let ids = 0;
const newId = () => `id-${++ids}`;
const players = callersOf();
export const callerOf = (part: keyof typeof players): Caller => players[part].caller;
const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as K[];

/** The letter of each case where the answer is yes, a dot where it is no, a space between groups. */
const cellsOf = <C>(cases: readonly (readonly [string, C] | " ")[], yes: (one: C) => boolean | undefined) =>
  cases
    .map((one) => {
      if (one === " ") return one;
      const answer = yes(one[1]);
      return answer === undefined ? "-" : answer ? one[0] : ".";
    })
    .join("");

/** Reaches in small letters, hidden by which level in capitals. */
export const LETTERS: Record<State, string> = {
  private: "o",
  school: "s",
  district: "d",
  state: "t",
  public: "p",
  "hidden by its school": "S",
  "hidden by its district": "D",
  "hidden by the state": "T",
  withdrawn: "w",
  undone: "u",
};
const STATE_CASES = RESOURCE_STATES.flatMap((state): (readonly [string, State] | " ")[] =>
  state === "hidden by its school" || state === "withdrawn"
    ? [" ", [LETTERS[state], state]]
    : [[LETTERS[state], state]],
);

function rowsOfResources(): Row[] {
  const section = "resources";
  const row = (action: string, part: (typeof PARTS)[number], yes: (r: Resource) => boolean): Row => ({
    section,
    action,
    who: part,
    cells: OWNERS.map((by) =>
      cellsOf(STATE_CASES, (state) =>
        canBe(by, state) ? yes(resourceOf(players, by, state, newId, AT)) : undefined,
      ),
    ),
  });
  const each = (action: string, yes: (caller: Caller, r: Resource) => boolean) =>
    PARTS.map((part) => row(action, part, (r) => yes(callerOf(part), r)));
  return [
    ...keysOf(ON_A_RESOURCE).flatMap((action) => each(action, (caller, r) => may(caller, action, r, TREE))),
    ...(["owner", "curator", "state"] as const).flatMap((role) =>
      each(`acts as ${role}`, (caller, r) => roleOf(r, { caller, tree: TREE }) === role),
    ),
    ...each("read that it was erased", (caller, r) => {
      const staff = { caller: callerOf("state staff"), at: AT, tree: TREE };
      return mayReadErasure(caller, erase(r, "A test", staff).after, TREE);
    }),
  ];
}

/** Where the table of everything that has a reach says something else of a resource than the table of resources. */
export const disagreements = (): string[] =>
  keysOf(ON_WHAT_IS_SHARED).flatMap((action) =>
    OWNERS.flatMap((by) =>
      RESOURCE_STATES.filter((state) => canBe(by, state)).flatMap((state) =>
        PARTS.filter((part) => {
          const r = resourceOf(players, by, state, newId, AT);
          return mayShare(callerOf(part), action, r, TREE) !== may(callerOf(part), action, r, TREE);
        }).map((part) => `${action}: ${part}: ${by}, ${state}`),
      ),
    ),
  );

/** Those who have a place of their own in a collection of the teacher's: who edits it too, who is asked to. */
const BESIDE: Record<string, Caller> = {
  "its co-curator": {
    person: { id: "co-curator", name: "The co-curator", demo: false, active: true, createdAt: AT },
    memberships: [{ person: "co-curator", organization: "36104", role: "member", confirmed: true }],
  },
  "its co-curator, gone since": {
    person: { id: "gone", name: "The one gone", demo: false, active: true, createdAt: AT },
    memberships: [],
  },
  "asked to edit it": {
    person: { id: "asked", name: "The one asked", demo: false, active: true, createdAt: AT },
    memberships: [{ person: "asked", organization: "36104", role: "member", confirmed: true }],
  },
};

/** "n": a draft that was never published; the rest as of a resource. */
const COLLECTION_CASES: (readonly [string, State] | " ")[] = [
  ["n", "private"],
  ["s", "school"],
  ["d", "district"],
  ["t", "state"],
  ["p", "public"],
  " ",
  ["S", "hidden by its school"],
  ["D", "hidden by its district"],
  ["T", "hidden by the state"],
];

export function collectionOf(by: OwnedBy, state: State): Collection {
  const r = resourceOf(players, by, state, newId, AT);
  const content = { title: "A collection", introduction: "", sections: [] };
  const place = (person: string, acceptedAt?: string) => ({
    id: `place-${person}`,
    person,
    asked: person,
    invitedBy: "owner",
    invitedAt: AT,
    ...(acceptedAt ? { acceptedAt } : {}),
  });
  return {
    id: r.id,
    organization: r.organization,
    owner: r.owner,
    status: r.status === "hidden" ? "hidden" : "active",
    ...(r.hiding ? { hiddenBy: r.hiding.by } : {}),
    reach: r.reach,
    revision: 1,
    latest: 1,
    ...(state === "private" ? {} : { published: 1, content }),
    draft: content,
    endorsements: [],
    curators: [place("co-curator", AT), place("gone", AT), place("asked")],
    createdAt: AT,
    changedAt: AT,
  };
}

function rowsOfCollections(): Row[] {
  const callers = [...PARTS.map((part) => [part, callerOf(part)] as const), ...Object.entries(BESIDE)];
  const each = (action: string, yes: (caller: Caller, c: Collection) => boolean) =>
    callers.map(([who, caller]) => ({
      section: "collections",
      action,
      who,
      cells: OWNERS.map((by) =>
        cellsOf(COLLECTION_CASES, (state) =>
          canBe(by, state) ? yes(caller, collectionOf(by, state)) : undefined,
        ),
      ),
    }));
  return [
    ...keysOf(ON_A_COLLECTION).flatMap((action) =>
      each(action, (caller, c) => mayOnCollection(caller, action, c, TREE)),
    ),
    // Offered to reviewers as a resource is: its owner asks, and nobody decides about their own.
    ...(["offer", "decide", "widen", "make private"] as const).flatMap((action) =>
      each(action, (caller, c) => may(caller, action, asResource(c), TREE)),
    ),
    ...(["owner", "co-curator", "curator", "state"] as const).flatMap((role) =>
      each(`acts as ${role}`, (caller, c) => roleIn(c, caller, TREE) === role),
    ),
  ];
}

type ReviewCase = { reach: State; state: Review["state"]; now: string };
/** Open while it is private, shared with its school, and overdue; sent back; decided; open as it is withdrawn. */
const REVIEW_CASES: (readonly [string, ReviewCase] | " ")[] = [
  ["o", { reach: "private", state: "open", now: AT }],
  ["s", { reach: "school", state: "open", now: AT }],
  ["l", { reach: "school", state: "open", now: LATER }],
  " ",
  ["r", { reach: "private", state: "returned", now: AT }],
  " ",
  ["x", { reach: "private", state: "declined", now: LATER }],
  ["y", { reach: "school", state: "accepted", now: LATER }],
  " ",
  ["w", { reach: "withdrawn", state: "open", now: AT }],
];
const ASKED = ["28", "ri"];

function rowsOfReviews(): Row[] {
  const owners = OWNERS.filter((by) => by !== "the state");
  const about = (by: OwnedBy, asked: string, { reach, state, now }: ReviewCase) => {
    const as = resourceOf(players, by, reach, newId, AT);
    const person = "person" in as.owner ? as.owner.person : "curator of its school";
    const review: Review = {
      id: newId(),
      resource: as.id,
      organization: asked,
      goal: { organization: asked, reach: "state" },
      version: 2,
      state,
      by: person,
      message: "",
      offeredAt: AT,
      dueAt: "2026-01-15T00:00:00.000Z",
      decisions: [],
      revision: 1,
      changedAt: AT,
    };
    return { review, subject: { as }, now };
  };
  const each = (action: string, yes: (caller: Caller, it: ReturnType<typeof about>) => boolean) =>
    PARTS.map((part) => ({
      section: "reviews",
      action,
      who: part,
      cells: owners.flatMap((by) =>
        ASKED.map((asked) => cellsOf(REVIEW_CASES, (one) => yes(callerOf(part), about(by, asked, one)))),
      ),
    }));
  return [
    ...keysOf(IN_A_REVIEW).flatMap((action: ReviewAction) =>
      each(action, (caller, it) => mayInReview(caller, action, it, TREE)),
    ),
    ...each(
      "take up, for the state",
      (caller, it) =>
        mayInReview(caller, "take up", it, TREE) && levelAbove(it.review, caller, TREE) === "ri",
    ),
    ...(["contributor", "reviewer", "colleague"] as const).flatMap((role) =>
      each(`is a ${role}`, (caller, it) => roleInReview(it.review, it.subject, caller, TREE) === role),
    ),
  ];
}

/** A report by the teacher elsewhere, about what each owns; "y" where they see it still, "n" where they do not. */
function rowsOfReports(): Row[] {
  return keysOf(ON_A_REPORT).flatMap((action) =>
    PARTS.map((part) => ({
      section: "reports",
      action,
      who: part,
      cells: OWNERS.filter((by) => by !== "the state").map((by) =>
        cellsOf(
          [
            ["y", true],
            ["n", false],
          ],
          (seen) => {
            const about = resourceOf(players, by, "public", newId, AT);
            const report: Report = {
              id: newId(),
              resource: about.id,
              organization: about.organization,
              kind: "broken",
              words: "",
              by: "teacher elsewhere",
              notice: false,
              at: AT,
              state: "open",
              revision: 1,
            };
            return mayOnReport(callerOf(part), action, { report, ...(seen ? { about } : {}) }, TREE);
          },
        ),
      ),
    })),
  );
}

/** Asked by the teacher elsewhere, and by somebody signed out. */
export const ASKED_BY = ["teacher elsewhere", undefined] as const;

export const askBy = (by: string | undefined, more: Pick<Ask, "id" | "at">): Ask => ({
  ...more,
  words: "Tide tables for a rowing class",
  organization: "36",
  tell: false,
  revision: 1,
  ...(by === undefined ? {} : { by }),
});

const rowsOfAsks = (): Row[] =>
  keysOf(ON_AN_ASK).flatMap((action) =>
    PARTS.map((who) => ({
      section: "asks",
      action,
      who,
      cells: ASKED_BY.map((by) =>
        mayOnAsk(callerOf(who), action, askBy(by, { id: newId(), at: AT })) ? "yes" : ".",
      ),
    })),
  );

function rowsOfOrganizations(): Row[] {
  const each = (action: string, yes: (caller: Caller, code: string) => boolean) =>
    PARTS.map((part) => ({
      section: "organizations",
      action,
      who: part,
      cells: PLACES.map((code) => (yes(callerOf(part), code) ? code : ".")),
    }));
  const acts = (caller: Caller, code: string) => highestCurated(caller, code, TREE);
  return [
    ...keysOf(IN_AN_ORGANIZATION).flatMap((action) =>
      each(action, (caller, code) => mayIn(caller, action, code, TREE)),
    ),
    ...each("belongs to it", (caller, code) => confirmedPlaces(caller).includes(code)),
    ...each("curates it", (caller, code) => curatedPlaces(caller).includes(code)),
    ...each("acts for the school", (caller, code) => acts(caller, code) === "28103"),
    ...each("acts for the district", (caller, code) => ["28", "36"].includes(acts(caller, code) ?? "")),
    ...each("acts for the state", (caller, code) => acts(caller, code) === "ri"),
  ];
}

const rowsOfTheRegistry = (): Row[] =>
  keysOf(IN_THE_REGISTRY).flatMap((action) =>
    PARTS.map((part) => ({
      section: "registry",
      action,
      who: part,
      cells: [mayInRegistry(callerOf(part), action, TREE) ? "yes" : "."],
    })),
  );

export const rowsOfTheCode = (): Row[] => [
  ...rowsOfResources(),
  ...rowsOfCollections(),
  ...rowsOfReviews(),
  ...rowsOfReports(),
  ...rowsOfAsks(),
  ...rowsOfOrganizations(),
  ...rowsOfTheRegistry(),
];

/** One line of the file: the columns of a section stand below each other. */
export const lineOf = ({ section, action, who, cells }: Row): string => {
  const widths = WIDTHS[section] ?? [];
  const padded = cells.map((cell, i) => cell.padEnd(widths[i] ?? 0));
  return [action.padEnd(32), who.padEnd(26), ...padded].join("  ").trimEnd();
};
const WIDTHS: Record<string, number[]> = { organizations: PLACES.map((code) => code.length) };

export const keyOf = ({ section, action, who }: Pick<Row, "section" | "action" | "who">) =>
  `${section}: ${action}: ${who}`;

/** Reads the file back: two spaces or more part what stands in a line. */
export function rowsIn(text: string): Row[] {
  const rows: Row[] = [];
  let section = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("== ")) section = line.slice(3);
    if (line.trim() === "" || line.startsWith("#") || line.startsWith("== ")) continue;
    const [action = "", who = "", ...cells] = line.trim().split(/ {2,}/);
    rows.push({ section, action, who, cells });
  }
  return rows;
}
