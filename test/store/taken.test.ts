import { describe, expect, test } from "@jest/globals";
import { Problem } from "../../src/kernel/problem.ts";
import type { Change } from "../../src/store/change.ts";
import { openTestRegistry } from "../support/registry.ts";

const PERSON = { name: "Ada", demo: false, active: true, createdAt: "2026-11-02T12:00:00.000Z" };

/** The Problem that a commit ends in. */
async function problemOf(commit: Promise<void>): Promise<Problem | undefined> {
  try {
    await commit;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return undefined;
}

describe("what two people do at the same moment, and only one of them can", () => {
  test("is a conflict: an e-mail address", async () => {
    const { parts } = await openTestRegistry();
    const person = (): Change => ({
      noun: "person",
      after: { ...PERSON, id: parts.newId(), email: "ada@school.example" },
    });
    await parts.store.commit([person()]);
    const problem = await problemOf(parts.store.commit([person()]));
    expect([problem?.kind, problem?.message]).toEqual([
      "conflict",
      expect.stringContaining("e-mail address"),
    ]);
  });

  test("is a conflict: an Idempotency-Key", async () => {
    const { parts } = await openTestRegistry();
    const answer: Change = {
      noun: "answer",
      after: { key: "k", request: "r", status: 201, headers: {}, body: "{}", at: PERSON.createdAt },
    };
    await parts.store.commit([answer]);
    const problem = await problemOf(parts.store.commit([answer]));
    expect([problem?.kind, problem?.message]).toEqual([
      "conflict",
      expect.stringContaining("Idempotency-Key"),
    ]);
  });

  test("is a conflict, with where it lies: an external id", async () => {
    const registry = await openTestRegistry();
    const { store, newId } = registry.parts;
    const key = await registry.person("28", "curator");
    const body = { title: "Fraction strips", url: "https://example.org/a", license: "CC-BY-4.0" };
    await registry.call("PUT", "/api/v1/organizations/28/resources/lesson-17", { key, body });
    const there = await store.resources.byExternalId("28", "lesson-17");
    if (!there) throw new Error("The resource is not there");
    const [event] = await store.resources.history(there.id);
    const version = await store.resources.version(there.id, 1);
    if (!event || !version) throw new Error("The resource has no history");
    const id = newId();
    const again: Change = {
      noun: "resource",
      after: { ...there, id },
      version: { ...version, resource: id },
      event,
    };
    const problem = await problemOf(store.commit([again]));
    expect([problem?.kind, problem?.faults.map((f) => f.pointer)]).toEqual(["conflict", ["/externalId"]]);
  });

  test("is a conflict: an offer of the same thing", async () => {
    const registry = await openTestRegistry();
    const { store, newId } = registry.parts;
    const key = await registry.person("28103");
    const body = { title: "Fraction strips", url: "https://example.org/b", license: "CC-BY-4.0" };
    const made = await registry.call("POST", "/api/v1/resources", { key, body });
    await registry.call("POST", `/api/v1/resources/${made.body.id}/reviews`, {
      key,
      body: { reach: "state" },
    });
    const [review] = await store.reviews.of(made.body.id);
    const [event] = await store.reviews.events(review?.id ?? "");
    if (!review || !event) throw new Error("Nothing was offered");
    const id = newId();
    const again: Change = {
      noun: "review",
      after: { ...review, id },
      event,
    };
    const problem = await problemOf(store.commit([again]));
    expect([problem?.kind, problem?.message]).toEqual([
      "conflict",
      expect.stringContaining("just been offered"),
    ]);
  });

  test("stays what it is where no such rule is broken", async () => {
    const { parts } = await openTestRegistry();
    const nobody: Change = {
      noun: "membership",
      after: { person: "nobody", organization: "28", role: "member", confirmed: true },
    };
    await expect(parts.store.commit([nobody])).rejects.toMatchObject({
      code: "SQLITE_CONSTRAINT_FOREIGNKEY",
    });
  });
});
