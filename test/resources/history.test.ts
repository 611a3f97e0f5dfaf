import { describe, expect, test } from "@jest/globals";
import { signedInAs } from "../people/signed-in.ts";
import { cast, change, decide, idOf, offer, share, YES } from "../reviews/review-cast.ts";
import { visit } from "../support/browser.ts";
import { openTestRegistry } from "../support/registry.ts";

/** A lesson begun in private, shared with a school, then with the state: each time with other words. */
async function grown() {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const { teacher } = people;
  const colleague = await registry.person("28103");
  const made = await share(registry, teacher, { reach: "private", summary: "First, mine alone." });
  const id = made.body.id as string;
  const at = `/api/v1/resources/${id}`;
  for (const body of [
    { summary: "Second, mine alone." },
    { summary: "Third, for the school.", reach: "school" },
    { summary: "Fourth, for the state.", reach: "state" },
    { summary: "Fifth, for the state." },
  ]) {
    const { status, text } = await change(registry, teacher, id, body);
    expect([status, status < 300 ? "" : text]).toEqual([200, ""]);
  }
  const get = (path: string, key?: string) => registry.call("GET", at + path, key ? { key } : {});
  const readable = async (key?: string) => {
    const { versions } = (await get("/versions", key)).body;
    const numbers: number[] = versions.map((v: { number: number }) => v.number);
    // The list and the single versions agree, and an unreadable one answers like one that never was.
    for (let n = 1; n <= 6; n++) {
      const one = await get(`/versions/${n}`, key);
      expect([n, one.status]).toEqual([n, numbers.includes(n) ? 200 : 404]);
      if (one.status === 404) {
        const never = await get("/versions/99", key);
        expect({ ...one.body, instance: "" }).toEqual({ ...never.body, instance: "" });
      }
    }
    return numbers;
  };
  return { registry, ...people, colleague, id, at, get, readable };
}

describe("versions", () => {
  test("are read by those they were published to, and every one by their owner", async () => {
    const r = await grown();
    expect(await r.readable(r.teacher)).toEqual([1, 2, 3, 4, 5]);
    expect(await r.readable(r.colleague)).toEqual([3, 4, 5]);
    expect(await r.readable(r.curator)).toEqual([3, 4, 5]);
    expect(await r.readable(r.staff)).toEqual([3, 4, 5]);
    expect(await r.readable(r.neighbor)).toEqual([4, 5]);
    expect((await r.get("/versions")).status).toBe(404);
    // Narrowed again: who no longer sees the resource reads no version of it.
    await change(r.registry, r.teacher, r.id, { reach: "school" });
    expect((await r.get("/versions/5", r.neighbor)).status).toBe(404);
    expect(await r.readable(r.colleague)).toEqual([3, 4, 5]);
  });

  test("that wait for a review are read by those asked, and go on being read by them", async () => {
    const r = await grown();
    const staffs = await share(r.registry, r.staff, { organization: "ri", reach: "public" });
    const { body: offered } = await offer(r.registry, r.teacher, r.id);
    await decide(r.registry, r.curator, offered.id, YES);
    const next = (await r.registry.parts.store.reviews.unfinished([r.id]))[0]?.id ?? "";
    await decide(r.registry, r.staff, next, YES);
    expect((await r.get("", undefined)).body.reach).toBe("public");
    await change(r.registry, r.teacher, r.id, { summary: "Sixth, proposed." });
    for (const key of [r.teacher, r.curator, r.staff])
      expect((await r.get("/versions/6", key)).status).toBe(200);
    for (const key of [r.colleague, r.neighbor, undefined])
      expect((await r.get("/versions/6", key)).status).toBe(404);
    expect((await r.get("/versions/5")).status).toBe(200);
    expect((await r.get("/versions/4")).status).toBe(404);
    const compared = await r.get("/comparison?from=5&to=6");
    expect(compared.status).toBe(404);
    expect(compared.text).not.toContain("proposed");
    expect(staffs.status).toBe(201);
  });

  test("any two are compared, field by field, as far as both can be read", async () => {
    const r = await grown();
    const { body } = await r.get("/comparison?from=1&to=5", r.teacher);
    expect(body).toEqual({
      from: 1,
      to: 5,
      fields: [{ field: "summary", before: "First, mine alone.", now: "Fifth, for the state." }],
    });
    expect((await r.get("/comparison", r.neighbor)).body).toMatchObject({ from: 4, to: 5 });
    expect((await r.get("/comparison?from=5&to=4", r.neighbor)).body.fields[0]).toMatchObject({
      before: "Fifth, for the state.",
    });
    expect((await r.get("/comparison?from=5&to=5", r.neighbor)).body.fields).toEqual([]);
    for (const asked of ["from=1&to=5", "from=3&to=5", "from=4&to=99"])
      expect((await r.get(`/comparison?${asked}`, r.neighbor)).status).toBe(404);
  });
});

describe("the history", () => {
  test("says who did what when: names within the organization, roles outside, nothing of what was never published to one", async () => {
    const r = await grown();
    const namesRead = async (key: string) =>
      (await r.get("/history", key)).body.events.map((e: { what: string; version?: number; by?: string }) => [
        e.what,
        e.version,
        e.by !== undefined,
      ]);
    expect(await namesRead(r.teacher)).toEqual([
      ["created", 1, true],
      ["edited", 2, true],
      ["edited", 3, true],
      ["edited", 4, true],
      ["edited", 5, true],
    ]);
    expect(await namesRead(r.colleague)).toEqual([
      ["created", undefined, true],
      ["edited", 3, true],
      ["edited", 4, true],
      ["edited", 5, true],
    ]);
    expect(await namesRead(r.neighbor)).toEqual([
      ["created", undefined, false],
      ["edited", 4, false],
      ["edited", 5, false],
    ]);
    const outside = (await r.get("/history", r.neighbor)).text;
    expect(outside).not.toContain(await idOf(r.registry, r.teacher));
    expect(outside).toContain('"role":"owner"');
  });

  test("says that it was hidden to all who see it again, and why to its owner and curators alone", async () => {
    const r = await grown();
    const hiding = `${r.at}/hiding`;
    await r.registry.call("PUT", hiding, { key: r.curator, body: { reason: "It names a student" } });
    await r.registry.call("DELETE", hiding, { key: r.curator });
    for (const [key, knows] of [
      [r.teacher, true],
      [r.staff, true],
      [r.colleague, false],
      [r.neighbor, false],
    ] as const) {
      const { text } = await r.get("/history", key);
      expect([text.includes('"hidden"'), text.includes("It names a student")]).toEqual([true, knows]);
    }
  });
});

describe("the pages", () => {
  test("show history, versions and what changed, each to those who may read them", async () => {
    const r = await grown();
    const at = `/resources/${r.id}`;
    const owner = await signedInAs(r.registry, await idOf(r.registry, r.teacher));
    const other = await signedInAs(r.registry, await idOf(r.registry, r.neighbor));
    expect((await other.open(at)).text).toContain(`href="${at}/history"`);
    const mine = (await owner.open(`${at}/history`)).text;
    expect(mine).toMatch(/Person \d+, its owner/);
    expect(mine).toContain(`href="${at}/comparison?from=1&amp;to=2"`);
    const theirs = (await other.open(`${at}/history`)).text;
    expect(theirs).toContain("Its owner, ");
    expect(theirs).not.toMatch(/Person \d|versions\/[123]"/);
    expect((await owner.open(`${at}/versions/1`)).text).toContain("First, mine alone.");
    const compared = (await other.open(`${at}/comparison?from=4&to=5`)).text;
    expect(compared).toMatch(/<del>Fourth, <\/del>[\s\S]*<ins>Fifth, <\/ins>/);
    const never = (await other.open(`${at}/versions/77`)).text;
    for (const path of ["/versions/1", "/versions/3", "/versions/x", "/comparison?from=1&to=5"]) {
      const page = await other.open(at + path);
      expect([path, page.status, page.text]).toEqual([path, 404, never]);
    }
    expect((await visit(r.registry).open(`${at}/history`)).status).toBe(404);
  });

  test("of a withdrawn one tell those who could see it what happened, and give no version", async () => {
    const r = await grown();
    const at = `/resources/${r.id}`;
    const etag = (await r.get("", r.teacher)).headers.get("etag") ?? "";
    const body = { reason: "Its site has closed" };
    await r.registry.call("POST", `${r.at}/withdrawal`, {
      key: r.teacher,
      headers: { "if-match": etag },
      body,
    });
    const owner = await signedInAs(r.registry, await idOf(r.registry, r.teacher));
    const other = await signedInAs(r.registry, await idOf(r.registry, r.neighbor));
    expect((await other.open(at)).text).toContain(`href="${at}/history"`);
    for (const [visitor, named] of [
      [owner, true],
      [other, false],
    ] as const) {
      const page = await visitor.open(`${at}/history`);
      expect(page.status).toBe(410);
      expect(page.text).toMatch(/Its site has closed[\s\S]*Withdrew it/);
      expect(/Person \d/.test(page.text)).toBe(named);
      expect(page.text).not.toContain("/versions/");
      expect((await visitor.open(`${at}/versions/5`)).status).toBe(410);
    }
    expect((await visit(r.registry).open(`${at}/history`)).status).toBe(404);
  });
});
