import { describe, expect, test } from "@jest/globals";
import { newKey } from "../../src/people/actions/new-key.ts";
import { forgetExpired } from "../../src/start/forget-expired.ts";
import { visit } from "../support/browser.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

/** The way to move the registry's clock on, from where it stands. */
function clockOf({ parts }: TestRegistry): (ms: number) => void {
  const begun = Date.now();
  const set = (ms: number) => {
    parts.clock = () => new Date(begun + ms).toISOString();
  };
  set(0);
  return set;
}

/** What the job says of a run now. */
const forget = ({ parts }: TestRegistry) =>
  forgetExpired(parts.store).run(parts.clock(), new AbortController().signal);

/** A curator whose key lasts a month, and who registers with one Idempotency-Key. */
async function curatorOf(registry: TestRegistry) {
  const { store, newId, clock } = registry.parts;
  const brief = await registry.person("28", "curator");
  const { body: me } = await registry.call("GET", "/api/v1/people/me", { key: brief });
  const asked = {
    id: newId(),
    person: me.id,
    label: "month",
    scopes: ["write" as const],
    days: 30,
    at: clock(),
  };
  const { key, secret } = newKey(asked);
  await store.commit([{ noun: "key", after: key }]);
  return async (title: string, idempotencyKey = "upload-1234") => {
    const made = await registry.call("POST", "/api/v1/resources", {
      key: secret,
      body: { title, url: "https://example.org/a", license: "CC-BY-4.0" },
      headers: { "idempotency-key": idempotencyKey },
    });
    const replayed = made.headers.get("idempotency-replayed") === "true";
    return { status: made.status, id: made.body.id, replayed };
  };
}

describe("the answer to an Idempotency-Key", () => {
  test("is given again for seven days, and a request with the same key is a new one after that", async () => {
    const registry = await openTestRegistry();
    const set = clockOf(registry);
    const register = await curatorOf(registry);
    const first = await register("Fraction strips");
    set(WEEK_MS - MINUTE_MS);
    expect(await register("Fraction strips")).toEqual({ ...first, replayed: true });
    expect((await register("Fraction circles")).status).toBe(409);
    set(WEEK_MS + MINUTE_MS);
    const [second, same] = await Promise.all([register("Fraction circles"), register("Fraction circles")]);
    expect([second.status, same.status, same.id]).toEqual([201, 201, second.id]);
    expect(second.id).not.toBe(first.id);
    expect(await registry.parts.store.resources.count()).toBe(2);
    set(WEEK_MS + 2 * MINUTE_MS);
    expect(await register("Fraction circles")).toEqual({ ...second, replayed: true });
  });

  test("is forgotten after seven days, however many there are, and no other", async () => {
    const registry = await openTestRegistry();
    const set = clockOf(registry);
    const register = await curatorOf(registry);
    for (let i = 0; i < 3; i++) await register(`Strips ${i}`, `upload-${i}-strips`);
    const { store, clock, newId } = registry.parts;
    const answer = { request: "r", status: 201, headers: {}, body: "{}", at: clock() };
    const more = Array.from({ length: 400 }, () => ({ ...answer, key: newId() }));
    await store.commit(more.map((after) => ({ noun: "answer", after })));
    set(WEEK_MS - MINUTE_MS);
    const last = await register("Circles", "upload-circles");
    expect(await forget(registry)).toBeUndefined();
    set(WEEK_MS + MINUTE_MS);
    expect(await forget(registry)).toMatch(/^403 answers,/);
    expect(await forget(registry)).toBeUndefined();
    expect(await register("Circles", "upload-circles")).toEqual({ ...last, replayed: true });
    expect(await register("Other strips", "upload-0-strips")).toMatchObject({ status: 201, replayed: false });
  });
});

test("attempts are forgotten when they count no more, and are counted until then", async () => {
  const registry = await openTestRegistry();
  const set = clockOf(registry);
  const somebody = visit(registry);
  const attempt = async () =>
    (await somebody.send("/sign-in", { email: "ana@school.example", passphrase: "wrong wrong wrong" }))
      .status;
  for (let i = 0; i < 8; i++) expect(await attempt()).toBe(400);
  set(14 * MINUTE_MS);
  expect(await forget(registry)).toBeUndefined();
  expect(await attempt()).toBe(429);
  set(61 * MINUTE_MS);
  expect(await forget(registry)).toBe("0 answers, 3 counts of attempts and 0 asks forgotten.");
  expect(await attempt()).toBe(400);
});
