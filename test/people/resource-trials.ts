import { keyOf, LETTERS, type Row } from "./matrix.ts";
import {
  type CastPart,
  canBe,
  OWNERS,
  type OwnedBy,
  propose,
  put,
  RESOURCE_STATES,
  resourceOf,
  type State,
} from "./matrix-cast.ts";
import { etagFor, type Proof, Stage, type StageOutcome, toldOf } from "./matrix-stage.ts";
import { READINGS } from "./readings.ts";
import { CHANGES } from "./resource-actions.ts";
import { type Doors, saysYes, type Trial, trialsOf, type World } from "./trials.ts";

interface ResourceCase {
  by: OwnedBy;
  state: State;
}

/** What is decided about a resource where it is offered is tried with reviews. */
export const TRIED_ELSEWHERE = ["decide"];

const doorsOf = ({ states, api, page, also }: Proof, action: string): Doors<Stage, ResourceCase> => {
  // An owner's own narrowing is done, and not for good.
  const held = action === "narrow for good" ? (on: Stage, open: Proof["api"]) => open(on) : leftAlone;
  return {
    of: ({ state }) => states.includes(state),
    api: (on) => held(on, api),
    page: (on) => held(on, page),
    ...(also ? { also } : {}),
  };
};

/** What is refused is not done all the same. */
async function leftAlone(on: Stage, open: Proof["api"]): Promise<StageOutcome> {
  const outcome = await open(on);
  const after = await on.registry.parts.store.resources.get(on.resource.id);
  if (outcome !== "done" && after?.revision !== on.resource.revision)
    throw new Error(`${outcome}, and done all the same`);
  return outcome;
}

/** After an edit by somebody who may, the role its history tells. */
const actsAs = (role: string): Doors<Stage, ResourceCase> => ({
  of: ({ state }) => state === "school" || state === "district" || state === "state",
  async api(on) {
    if ((await on.patch({ keywords: ["tide"] })).status >= 400) return "not asked here";
    const { history } = on.registry.parts.store.resources;
    return (await history(on.resource.id)).at(-1)?.role === role ? "done" : "refused";
  },
  no: () => "refused",
});

const readErasure = async (on: Stage, read: () => Promise<number>): Promise<StageOutcome> => {
  const staff = { reason: "A test", confirm: on.resource.id };
  const path = `/api/v1/resources/${on.resource.id}/erasure`;
  const erased = await on.registry.call("POST", path, { key: staffKey, body: staff });
  if (erased.status >= 400) throw new Error(`It cannot be erased: ${erased.text}`);
  return (await read()) === 410 ? "done" : "unseen";
};
let staffKey = "";

const FURTHER: Record<string, Doors<Stage, ResourceCase>> = {
  "acts as owner": actsAs("owner"),
  "acts as curator": actsAs("curator"),
  "acts as state": actsAs("state"),
  "read that it was erased": {
    of: ({ state }) => state !== "undone",
    api: (on) => readErasure(on, async () => (await on.call("GET", on.path)).status),
    page: (on) => readErasure(on, async () => (await on.open(on.address)).status),
    also: {
      async notice(on) {
        const told = await readErasure(on, async () => 410);
        return told === "done" ? toldOf(on, "erased", { resource: on.resource.id }) : told;
      },
    },
    no: () => "unseen",
  },
};

/** Every row about resources, through every door it has. */
export function resourceTrials(world: World, rows: Row[]): Trial[] {
  const { registry, cast } = world;
  const { newId, clock } = registry.parts;
  staffKey = cast["state staff"].key ?? "";
  const file = new Map(rows.map((row) => [keyOf(row), row]));
  const cases = OWNERS.flatMap((by) =>
    RESOURCE_STATES.filter((state) => canBe(by, state)).map((state) => ({ by, state })),
  );
  const answer = (row: Row | undefined, { by, state }: ResourceCase) =>
    saysYes(row, OWNERS.indexOf(by), LETTERS[state]);
  return rows
    .filter((row) => row.section === "resources" && !TRIED_ELSEWHERE.includes(row.action))
    .flatMap((row) => {
      const player = cast[row.who as CastPart];
      const proof = { ...CHANGES, ...READINGS }[row.action as keyof typeof CHANGES];
      const doors = FURTHER[row.action] ?? (proof && doorsOf(proof, row.action));
      if (!doors) throw new Error(`Nobody has said how "${row.action}" is tried`);
      const see = file.get(keyOf({ ...row, action: "see" }));
      return trialsOf<Stage, ResourceCase>({
        world,
        row,
        player,
        doors: proof?.no ? { ...doors, no: (_one, door) => proof.no?.({ player } as Stage, door) } : doors,
        answers: cases.map((one) => ({ one, yes: answer(row, one), sees: answer(see, one) })),
        async stage({ by, state }) {
          const before = newId();
          let resource = resourceOf(cast, by, state, newId, clock());
          await put(registry, resource);
          if (row.action === "see") await registry.indexed();
          if (row.action === "see its proposal") resource = await propose(registry, resource);
          const etag = await etagFor(registry, cast, resource);
          return new Stage(registry, player, resource, etag, state, before);
        },
      });
    });
}
