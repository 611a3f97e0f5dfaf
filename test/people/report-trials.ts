import type { Report } from "../../src/reports/rules/report.ts";
import type { Row } from "./matrix.ts";
import { type CastPart, OWNERS, type OwnedBy, put, resourceOf } from "./matrix-cast.ts";
import { Hand, outcomeOf, pageOutcome, toldOf } from "./matrix-stage.ts";
import { type Doors, saysYes, type Trial, trialsOf, type World } from "./trials.ts";

interface On extends Hand {
  id: string;
  /** Id of the resource it is about. */
  about: string;
}

const WORDS = "We have replaced the link.";

const DOORS: Record<string, Doors<On, OwnedBy>> = {
  read: {
    api: async (on) => outcomeOf((await on.call("GET", `/api/v1/reports/${on.id}`)).status),
    page: async (on) => pageOutcome(await on.open(`/reports/${on.id}`)),
    also: {
      notice: (on) => toldOf(on, "reported", { report: on.id }),
      // What it is about is named to those alone who see it, which here is nobody who reads it.
      async unnamed(on) {
        const { resources } = on.registry.parts.store;
        const before = await resources.get(on.about);
        if (!before) throw new Error("It is gone");
        const { changedAt: at } = before;
        const after = { ...before, status: "withdrawn" as const, revision: before.revision + 1 };
        await on.registry.parts.store.commit([
          {
            noun: "resource",
            before,
            after: { ...after, withdrawal: { at, by: "owner", reason: "A test" } },
            event: { what: "withdrawn", at, by: "program", role: "owner" },
          },
        ]);
        const read = await on.call("GET", `/api/v1/reports/${on.id}`);
        if (read.status !== 200) return outcomeOf(read.status);
        const page = await on.open(`/reports/${on.id}`);
        const told = await toldOf(on, "reported", { report: on.id });
        const notices = await on.call("GET", "/api/v1/people/me/notices?limit=1");
        const named = [read.text, page.text, notices.text].map((text) =>
          text.includes(before.description.title),
        );
        if (named.includes(true)) throw new Error(`names what nobody sees: ${named}`);
        return told;
      },
    },
    no: () => "unseen",
  },
  // Who has made it reads neither what else was reported nor who answers.
  "look after": {
    async page(on) {
      const shown = await on.open(`/reports/${on.id}`);
      if (shown.status !== 200) return pageOutcome(shown);
      return shown.text.includes("An educator of") ? "done" : "refused";
    },
  },
  answer: {
    api: async (on) =>
      outcomeOf(
        (await on.call("POST", `/api/v1/reports/${on.id}/answer`, { body: { words: WORDS } })).status,
      ),
    page: (on) => on.send(`/reports/${on.id}/answer`, { words: WORDS }),
    also: {
      async offered(on) {
        const { text } = await on.open(`/reports/${on.id}`);
        return text.includes(`action="/reports/${on.id}/answer"`) ? "done" : "refused";
      },
    },
    no: (_one, door) => (door === "offered" ? "refused" : undefined),
  },
};

/** Every row about reports, through every door it has. What it is about is seen by all who ask: it is public. */
export function reportTrials(world: World, rows: Row[]): Trial[] {
  const { registry, cast } = world;
  const { store, newId, clock } = registry.parts;
  const whose: readonly OwnedBy[] = OWNERS.filter((by) => by !== "the state");
  return rows
    .filter((row) => row.section === "reports")
    .flatMap((row) => {
      const doors = DOORS[row.action];
      if (!doors) throw new Error(`Nobody has said how "${row.action}" is tried`);
      const player = cast[row.who as CastPart];
      const sees = (action: string, by: OwnedBy) => {
        const other = rows.find((r) => r.section === "reports" && r.action === action && r.who === row.who);
        return saysYes(other, whose.indexOf(by), "y");
      };
      return trialsOf<On, OwnedBy>({
        world,
        row,
        player,
        doors,
        answers: whose.map((one) => ({
          one,
          yes: saysYes(row, whose.indexOf(one), "y"),
          // Who made a report may not answer it, and is told what all others are: that there is none to answer.
          sees: sees(row.action === "answer" ? "look after" : "read", one),
        })),
        async stage(by) {
          const about = resourceOf(cast, by, "public", newId, clock());
          await put(registry, about);
          const maker = cast["teacher elsewhere"].caller.person?.id ?? "";
          const after: Report = {
            id: newId(),
            resource: about.id,
            organization: about.organization,
            kind: "broken",
            words: "",
            by: maker,
            notice: false,
            at: clock(),
            state: "open",
            revision: 1,
          };
          await store.commit([{ noun: "report", after }]);
          return Object.assign(new Hand(registry, player), { id: after.id, about: about.id });
        },
      });
    });
}
