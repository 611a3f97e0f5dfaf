import { describe, expect, test } from "@jest/globals";
import {
  IN_AN_ORGANIZATION,
  IN_THE_REGISTRY,
  may,
  ON_A_RESOURCE,
  type OrganizationAction,
  type RegistryAction,
  type ResourceAction,
} from "../../src/resources/rules/may.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import { openTestRegistry } from "../support/registry.ts";
import {
  castOf,
  OWNERS,
  type OwnedBy,
  PARTS,
  propose,
  put,
  RESOURCE_STATES,
  resourceOf,
  type State,
  treeOf,
} from "./matrix-cast.ts";
import { etagFor, hold, type Proof, Stage, type Tree } from "./matrix-stage.ts";
import { READINGS, type ReadingAction } from "./readings.ts";
import { CHANGES, type ChangingAction } from "./resource-actions.ts";
import { REVIEW_ACTIONS } from "./review-actions.ts";

const namesOf = <D extends string>(proofs: Record<D, unknown>) => Object.keys(proofs) as D[];

describe("the matrix of what one may do to a resource", () => {
  test("every deed of the table is proven through every door", () => {
    const proven = [...namesOf(CHANGES), ...namesOf(READINGS), ...namesOf(REVIEW_ACTIONS)];
    expect(proven.sort()).toEqual(Object.keys(ON_A_RESOURCE).sort());
  });

  test.each(OWNERS)(
    "what %s owns is read by those the table names, and leaks to nobody else",
    async (by) => {
      const registry = await openTestRegistry();
      const [cast, tree] = [await castOf(registry), await treeOf(registry)];
      const { newId, clock } = registry.parts;
      const tryAll = async (resource: Resource, state: State, actions: readonly ReadingAction[]) => {
        const etag = await etagFor(registry, cast, resource);
        for (const part of PARTS)
          for (const action of actions)
            await prove(
              new Stage(registry, cast[part], resource, etag, state),
              action,
              READINGS[action],
              tree,
            );
      };
      for (const state of RESOURCE_STATES) {
        const resource = resourceOf(cast, by, state, newId, clock());
        await put(registry, resource);
        await registry.indexed();
        await tryAll(resource, state, [
          "see",
          "see history",
          "read names in its history",
          "read every version",
        ]);
        if (state !== "withdrawn")
          await tryAll(await propose(registry, resource), state, ["see its proposal"]);
      }
    },
    600_000,
  );

  for (const by of OWNERS)
    test.each(namesOf(CHANGES))(
      `what ${by} owns: %s is done by those the table names, and by nobody else`,
      async (action) => {
        const registry = await openTestRegistry();
        const [cast, tree] = [await castOf(registry), await treeOf(registry)];
        const { newId, clock } = registry.parts;
        for (const state of CHANGES[action].states)
          for (const part of PARTS)
            for (const door of ["api", "page"] as const) {
              const resource = resourceOf(cast, by, state, newId, clock());
              await put(registry, resource);
              const etag = await etagFor(registry, cast, resource);
              const on = new Stage(registry, cast[part], resource, etag, state);
              await prove(on, action, CHANGES[action], tree, [door]);
              const after = await registry.parts.store.resources.get(resource.id);
              const touched = after?.revision !== resource.revision;
              if (touched && !may(on.player.caller, action, resource, tree))
                throw new Error(`${part} did ${action} all the same`);
            }
      },
      600_000,
    );
});

/** Tries a deed through these doors, and holds what became of it against the table. */
async function prove(
  on: Stage,
  action: ChangingAction | ReadingAction,
  proof: Proof,
  tree: Tree,
  doors: readonly ("api" | "page")[] = ["api", "page"],
): Promise<void> {
  const { caller } = on.player;
  if (!proof.states.includes(on.state)) return;
  const allowed = may(caller, action, on.resource, tree);
  const sees = may(caller, "see", on.resource, tree);
  for (const door of doors) {
    const no = proof.no?.(on, door) ?? (sees ? "refused" : "unseen");
    hold(on, action, door, await proof[door](on), allowed, no);
  }
}

describe("the whole matrix", () => {
  test("is printed from the table", async () => {
    const registry = await openTestRegistry();
    const [cast, tree] = [await castOf(registry), await treeOf(registry)];
    const { newId, clock } = registry.parts;
    const lines: string[] = [];
    const short = (state: string) => (state.startsWith("hidden by") ? `h${state.at(-1)}` : state.slice(0, 2));
    const cellOf = (by: OwnedBy, action: ResourceAction, part: (typeof PARTS)[number]) =>
      RESOURCE_STATES.map((state) =>
        may(cast[part].caller, action, resourceOf(cast, by, state, newId, clock()), tree)
          ? short(state)
          : "··",
      ).join(" ");
    lines.push(
      "Which deeds, for which states of a resource: pr ivate, sc hool, di strict, st ate, pu blic, hidden by its school (hl), its district (ht) or the state (he), wi thdrawn",
    );
    for (const by of OWNERS) {
      lines.push("", `A resource that ${by} owns, of school 28103`);
      for (const part of PARTS)
        for (const action of Object.keys(ON_A_RESOURCE) as ResourceAction[])
          lines.push(`  ${part.padEnd(24)}${action.padEnd(28)}${cellOf(by, action, part)}`);
    }
    lines.push(
      "",
      "In organizations: 28103 its school, 28 its district, 36 another, ri the state, uri a partner",
    );
    for (const part of PARTS)
      for (const action of Object.keys(IN_AN_ORGANIZATION) as OrganizationAction[]) {
        const where = ["28103", "28", "36", "ri", "uri"].filter((code) => {
          const organization = tree.get(code);
          return organization && may(cast[part].caller, action, organization, tree);
        });
        lines.push(`  ${part.padEnd(24)}${action.padEnd(28)}${where.join(" ") || "nowhere"}`);
      }
    for (const action of Object.keys(IN_THE_REGISTRY) as RegistryAction[])
      lines.push(
        `  ${action.padEnd(24)}${PARTS.filter((part) => may(cast[part].caller, action, "registry", tree)).join(", ")}`,
      );
    process.stdout.write(`${lines.join("\n")}\n`);
    expect(lines.length).toBeGreaterThan(OWNERS.length * PARTS.length * Object.keys(ON_A_RESOURCE).length);
  });
});
