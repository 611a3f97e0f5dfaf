import { ASKED_BY, askBy, type Row } from "./matrix.ts";
import type { CastPart } from "./matrix-cast.ts";
import { Hand, outcomeOf, pageOutcome } from "./matrix-stage.ts";
import { type Doors, saysYes, type Trial, trialsOf, type World } from "./trials.ts";

interface On extends Hand {
  id: string;
}

type AskedBy = (typeof ASKED_BY)[number];

const DOORS: Record<string, Doors<On, AskedBy>> = {
  "take back": {
    api: async (on) => outcomeOf((await on.call("DELETE", `/api/v1/asks/${on.id}`)).status),
    page: (on) => on.send(`/asks/${on.id}/take-back`, {}),
    also: { read: async (on) => pageOutcome(await on.open(`/asks/${on.id}`)) },
  },
};

/** Every row about asks, through every door it has. To all but who asked there is none. */
export function askTrials(world: World, rows: Row[]): Trial[] {
  const { registry, cast } = world;
  const { store, newId, clock } = registry.parts;
  return rows
    .filter((row) => row.section === "asks")
    .flatMap((row) => {
      const doors = DOORS[row.action];
      if (!doors) throw new Error(`Nobody has said how "${row.action}" is tried`);
      const player = cast[row.who as CastPart];
      return trialsOf<On, AskedBy>({
        world,
        row,
        player,
        doors,
        answers: ASKED_BY.map((one, column) => ({ one, yes: saysYes(row, column, "yes"), sees: false })),
        async stage(by) {
          const person = by && cast[by].caller.person?.id;
          const after = askBy(person, { id: newId(), at: clock() });
          await store.commit([{ noun: "ask", after }]);
          return Object.assign(new Hand(registry, player), { id: after.id });
        },
      });
    });
}
