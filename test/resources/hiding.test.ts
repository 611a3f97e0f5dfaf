import { describe, expect, test } from "@jest/globals";
import { signedInAs } from "../people/signed-in.ts";
import { cast, idOf, offer, share } from "../reviews/review-cast.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const TITLE = "Quahog tides";
const WHY = { reason: "It shows names of students" };

async function shared(reach = "state") {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const school = await registry.person("28103", "curator");
  const made = await share(registry, people.teacher, { reach, title: TITLE, summary: "" });
  const id = made.body.id as string;
  const at = `/api/v1/resources/${id}`;
  const hide = (key: string) => registry.call("PUT", `${at}/hiding`, { key, body: WHY });
  const show = (key: string) => registry.call("DELETE", `${at}/hiding`, { key });
  const read = async (key: string) => (await registry.call("GET", at, { key })).status;
  return { registry, ...people, school, id, at, hide, show, read };
}

/** Every list, count, suggestion and file that could tell this caller of it. */
async function traces(registry: TestRegistry, key: string): Promise<string[]> {
  await registry.indexed();
  const asked = [
    "/api/v1/resources",
    "/api/v1/search?q=quahog",
    "/api/v1/search?subject=mathematics",
    "/api/v1/suggest?q=quah",
    "/api/v1/collections",
    "/api/v1/search/export?format=csv",
  ];
  const answers = await Promise.all(asked.map((path) => registry.call("GET", path, { key })));
  const found = asked.filter((_, i) =>
    /quahog/i.test(String(answers[i]?.text.replace(/"(query|words)":"[^"]*"/g, ""))),
  );
  return answers[1]?.body.total > 0 ? [...found, "the count"] : found;
}

describe("a hidden resource", () => {
  test("is out of everybody's sight at once but its owner's and its curators', and comes back whole", async () => {
    const r = await shared();
    expect(await traces(r.registry, r.neighbor)).not.toEqual([]);
    expect((await r.hide(r.curator)).status).toBe(204);
    expect(await r.read(r.neighbor)).toBe(404);
    expect(await traces(r.registry, r.neighbor)).toEqual([]);
    expect(await Promise.all([r.teacher, r.curator, r.school, r.staff].map(r.read))).toEqual([
      200, 200, 200, 200,
    ]);
    const { body } = await r.registry.call("GET", r.at, { key: r.teacher });
    expect(body).toMatchObject({ status: "hidden", hiding: { organization: "28", ...WHY } });
    expect((await r.show(r.curator)).status).toBe(204);
    expect(await r.read(r.neighbor)).toBe(200);
    expect(await traces(r.registry, r.neighbor)).not.toEqual([]);
    expect((await r.registry.call("GET", r.at, { key: r.neighbor })).body).not.toHaveProperty("hiding");
  });

  test("is shown again by the level that hid it or one above, never by one below nor by its owner", async () => {
    const r = await shared();
    await r.hide(r.curator);
    const tries = async () => [
      (await r.show(r.teacher)).status,
      (await r.show(r.school)).status,
      (await r.show(r.neighbor)).status,
    ];
    expect(await tries()).toEqual([403, 403, 404]);
    // The state takes it over: from then on the district cannot show it either.
    expect((await r.hide(r.staff)).status).toBe(204);
    expect((await r.show(r.curator)).status).toBe(403);
    // Whoever is below changes nothing by hiding it once more.
    expect((await r.hide(r.school)).status).toBe(204);
    const { hiding } = (await r.registry.call("GET", r.at, { key: r.staff })).body;
    expect(hiding.organization).toBe("ri");
    expect((await r.show(r.otherStaff)).status).toBe(204);
    expect(await r.read(r.neighbor)).toBe(200);
  });

  test("tells its owner with the reason, its history, and the audit trail by ids alone", async () => {
    const r = await shared();
    await r.hide(r.curator);
    await r.show(r.second);
    const { notices } = (await r.registry.call("GET", "/api/v1/people/me/notices", { key: r.teacher })).body;
    expect(notices.map((n: { what: string }) => n.what)).toEqual(["shown", "hidden"]);
    const { events } = (await r.registry.call("GET", `${r.at}/history`, { key: r.teacher })).body;
    expect(events.slice(1)).toMatchObject([
      { what: "hidden", role: "curator", note: WHY.reason, by: expect.stringMatching(/^Person/) },
      { what: "shown", role: "curator" },
    ]);
    const { entries } = (await r.registry.call("GET", "/api/v1/audit", { key: r.staff })).body;
    expect(entries.slice(0, 2)).toMatchObject([
      { what: "resource shown", thing: r.id, by: await idOf(r.registry, r.second) },
      { what: "resource hidden", thing: r.id, by: await idOf(r.registry, r.curator) },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/quahog|students/i);
  });

  test("that is withdrawn meanwhile leaves a tombstone for those alone who saw it", async () => {
    const r = await shared();
    await r.hide(r.curator);
    const etag = (await r.registry.call("GET", r.at, { key: r.teacher })).headers.get("etag") ?? "";
    const done = await r.registry.call("POST", `${r.at}/withdrawal`, {
      key: r.teacher,
      headers: { "if-match": etag },
      body: { reason: "I shall mend it" },
    });
    expect(done.status).toBe(204);
    expect(await Promise.all([r.teacher, r.curator, r.neighbor].map(r.read))).toEqual([410, 410, 404]);
    expect((await r.hide(r.curator)).status).toBe(410);
  });

  test("ends its offer, is a gap in collections that names it to nobody, and cannot be offered", async () => {
    const r = await shared();
    await offer(r.registry, r.teacher, r.id);
    const body = {
      title: "Tides",
      sections: [{ heading: "", note: "", entries: [{ resource: r.id, note: "" }] }],
    };
    const made = await r.registry.call("POST", "/api/v1/collections", { key: r.neighbor, body });
    await r.hide(r.curator);
    expect((await r.registry.parts.store.reviews.of(r.id))[0]?.state).toBe("withdrawn");
    const draft = await r.registry.call("GET", `/api/v1/collections/${made.body.id}?draft=yes`, {
      key: r.neighbor,
    });
    expect(draft.text).not.toMatch(/quahog/i);
    expect(draft.body.gaps).toMatchObject([{ resource: r.id, why: "gone" }]);
    expect((await offer(r.registry, r.teacher, r.id)).status).toBe(409);
  });
});

describe("the pages", () => {
  test("hide it from a report and lead back, say why a reason is missing, and show it again", async () => {
    const r = await shared();
    const report = await r.registry.call("POST", `${r.at}/reports`, {
      key: r.neighbor,
      body: { kind: "personal-data" },
    });
    const curator = await signedInAs(r.registry, await idOf(r.registry, r.curator));
    const owner = await signedInAs(r.registry, await idOf(r.registry, r.teacher));
    const other = await signedInAs(r.registry, await idOf(r.registry, r.neighbor));
    const page = `/resources/${r.id}`;
    const from = `/reports/${report.body.id}`;
    expect((await curator.open(from)).text).toContain("Hide it from readers at once");
    const unsaid = await curator.send(`${page}/hiding`, { reason: "", report: report.body.id });
    expect([unsaid.status, unsaid.text]).toEqual([400, expect.stringContaining("Say in a few words why")]);
    expect(unsaid.text).toContain(`value="${report.body.id}"`);
    expect((await other.send(`${page}/hiding`, WHY)).status).toBe(403);
    const hidden = await curator.send(`${page}/hiding`, { ...WHY, report: report.body.id });
    expect(hidden.location).toBe(`${from}?done=hidden`);
    expect((await other.open(page)).status).toBe(404);
    expect((await other.open(`${page}/report`)).status).toBe(404);
    const mine = (await owner.open(page)).text;
    expect(mine).toContain("A curator of Providence has hidden this.");
    expect(mine).toContain(WHY.reason);
    expect(mine).not.toContain("Show it to readers again");
    expect((await owner.send(`${page}/hiding`, { do: "show" })).status).toBe(403);
    expect((await curator.send(`${page}/hiding`, { do: "show" })).location).toBe(`${page}?done=shown`);
    expect((await other.open(page)).status).toBe(200);
  });

  test("withdraw it with a reason and what to use instead, over what was seen", async () => {
    const r = await shared();
    const owner = await signedInAs(r.registry, await idOf(r.registry, r.teacher));
    const page = `/resources/${r.id}`;
    expect((await owner.open(page)).text).toContain(`href="${page}/withdrawal"`);
    const form = (await owner.open(`${page}/withdrawal`)).text;
    const revision = /name="revision" value="(\d+)"/.exec(form)?.[1] ?? "";
    const wrong = await owner.send(`${page}/withdrawal`, { reason: "", instead: "there", revision });
    expect(wrong.text).toMatch(/Say in a few words why[\s\S]*This is not a web address/);
    const late = await owner.send(`${page}/withdrawal`, { reason: "Its site has closed", revision: "99" });
    expect([late.status, late.text]).toEqual([412, expect.stringContaining("Its site has closed")]);
    const instead = "https://example.org/newer";
    const done = await owner.send(`${page}/withdrawal`, { reason: "Its site has closed", instead, revision });
    expect(done.location).toBe(page);
    const tombstone = await owner.open(page);
    expect(tombstone.status).toBe(410);
    expect(tombstone.text).toMatch(/Its site has closed[\s\S]*example\.org\/newer/);
  });
});
