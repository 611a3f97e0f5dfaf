import { expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";
import { visiting } from "./page-client.ts";

const PUBLISHER = "The press of nobody in particular";

test("what one shared before fills in a new form, and what is somebody else's does not", async () => {
  const registry = await openTestRegistry();
  const teacher = await visiting(registry, "28103");
  const colleague = await visiting(registry, "28103");
  const key = await registry.person("28103");
  const body = { title: "Fraction strips", url: "https://example.org/strips", publisher: PUBLISHER };
  const made = await registry.call("POST", "/api/v1/resources", { key, body: { ...body, reach: "school" } });
  expect(made.status).toBe(201);
  const resource = await registry.parts.store.resources.get(made.body.id);
  if (!resource) throw new Error("It was just registered.");
  await registry.parts.store.commit([
    {
      noun: "resource",
      before: resource,
      after: { ...resource, owner: { person: teacher.person.id }, revision: resource.revision + 1 },
      event: { at: registry.parts.clock(), by: teacher.person.id, role: "owner", what: "edited" },
    },
  ]);

  const own = await teacher.get(`/share/new?from=${made.body.id}`);
  const foreign = await colleague.get(`/share/new?from=${made.body.id}`);
  expect([own.status, foreign.status]).toEqual([200, 200]);
  expect(own.text).toContain(PUBLISHER);
  expect(foreign.text).not.toContain(PUBLISHER);
});
