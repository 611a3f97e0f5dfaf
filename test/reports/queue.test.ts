import { describe, expect, test } from "@jest/globals";
import { REPORT_KIND_IDS } from "../../src/reports/rules/report.ts";
import { signedInAs } from "../people/signed-in.ts";
import { cast, idOf, share } from "../reviews/review-cast.ts";
import { visit } from "../support/browser.ts";
import { writtenMails } from "../support/mails.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

async function open() {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const make = async (key: string, body: object = {}) => (await share(registry, key, body)).body.id as string;
  const report = (id: string, key: string | undefined, body: object) =>
    registry.call("POST", `/api/v1/resources/${id}/reports`, { ...(key ? { key } : {}), body });
  const list = (code: string, key: string, asked = "") =>
    registry.call("GET", `/api/v1/organizations/${code}/reports${asked}`, { key });
  return { registry, ...people, make, report, list };
}

const mailsOf = async (registry: TestRegistry) => {
  await registry.parts.mailSender.send();
  return writtenMails(registry);
};

describe("the queue of reports", () => {
  test("holds what was reported in one's part of the tree, oldest first, by reason, by place, page by page", async () => {
    const r = await open();
    const mine = await r.make(r.teacher, { reach: "state" });
    const theirs = await r.make(r.neighbor, { reach: "state", url: "https://example.org/other" });
    for (const kind of REPORT_KIND_IDS) await r.report(mine, r.neighbor, { kind });
    await r.report(theirs, r.teacher, { kind: "broken" });
    const kindsIn = async (code: string, key: string, asked = "") =>
      (await r.list(code, key, asked)).body.reports.map((x: { kind: string }) => x.kind);
    expect(await kindsIn("28", r.curator)).toEqual(REPORT_KIND_IDS);
    expect(await kindsIn("28", r.curator, "?sort=newest")).toEqual(REPORT_KIND_IDS.toReversed());
    expect(await kindsIn("28", r.curator, "?kind=license")).toEqual(["license"]);
    expect((await r.list("ri", r.staff)).body.total).toBe(6);
    expect(await kindsIn("ri", r.staff, "?from=36")).toEqual(["broken"]);
    expect((await r.list("28", r.curator, "?from=36")).status).toBe(400);
    const first = await r.list("28", r.curator, "?limit=3");
    const second = await r.list("28", r.curator, `?limit=3&after=${first.body.next}`);
    expect([...first.body.reports, ...second.body.reports].map((x) => x.kind)).toEqual(REPORT_KIND_IDS);
  });

  test("is for curators there and above; nobody else reads or answers a report, and its maker reads it alone", async () => {
    const r = await open();
    const id = await r.make(r.teacher, { reach: "state" });
    const { body } = await r.report(id, r.neighbor, { kind: "broken", words: "Dead.", notice: true });
    const at = `/api/v1/reports/${body.id}`;
    const elsewhere = await r.registry.person("36", "curator");
    const read = async (key: string) => (await r.registry.call("GET", at, { key })).status;
    const answer = async (key: string) =>
      (await r.registry.call("POST", `${at}/answer`, { key, body: { words: "Mended." } })).status;
    expect(await Promise.all([r.curator, r.staff, r.neighbor].map(read))).toEqual([200, 200, 200]);
    expect(await Promise.all([r.teacher, elsewhere].map(read))).toEqual([404, 404]);
    for (const key of [r.teacher, elsewhere, r.neighbor]) expect(await answer(key)).toBe(404);
    expect(await answer(r.curator)).toBe(200);
  });

  test("keeps a report whose resource has gone out of sight, without its title, and it can still be closed", async () => {
    const r = await open();
    const id = await r.make(r.teacher, { reach: "state", title: "Quahog secrets" });
    await r.report(id, r.neighbor, { kind: "personal-data" });
    const etag = (await r.registry.call("GET", `/api/v1/resources/${id}`, { key: r.teacher })).headers;
    const headers = { "if-match": etag.get("etag") ?? "" };
    await r.registry.call("PATCH", `/api/v1/resources/${id}`, {
      key: r.teacher,
      headers,
      body: { reach: "private" },
    });
    const { reports } = (await r.list("28", r.curator)).body;
    expect(reports).toHaveLength(1);
    expect(JSON.stringify(reports)).not.toContain("Quahog");
    const { newest } = await r.registry
      .call("GET", "/api/v1/people/me/notices", { key: r.curator })
      .then((n) => ({
        newest: n.body.notices[0],
      }));
    expect(newest.words).toBe("A report waits for Leviton Dual Language School.");
    const closed = await r.registry.call("POST", `/api/v1/reports/${reports[0].id}/answer`, {
      key: r.curator,
      body: { words: "Its owner took it back." },
    });
    expect(closed.status).toBe(200);
  });

  test("nobody answers a report about their own", async () => {
    const r = await open();
    const id = await r.make(r.curator, { organization: "28", reach: "district" });
    const { body } = await r.report(id, r.teacher, { kind: "license" });
    const answer = (key: string) =>
      r.registry.call("POST", `/api/v1/reports/${body.id}/answer`, { key, body: { words: "All is well." } });
    expect((await answer(r.curator)).status).toBe(403);
    expect((await answer(r.second)).status).toBe(200);
  });
});

describe("the answer", () => {
  test("comes as a notice to who was signed in and asked for it, with the title only while they see it", async () => {
    const r = await open();
    const id = await r.make(r.teacher, { reach: "state", title: "Quahog tides" });
    const answered = async (notice: boolean) => {
      const { body } = await r.report(id, r.neighbor, { kind: "broken", notice });
      await r.registry.call("POST", `/api/v1/reports/${body.id}/answer`, {
        key: r.curator,
        body: { words: "Mended." },
      });
      return body;
    };
    const noticesAre = async () =>
      (await r.registry.call("GET", "/api/v1/people/me/notices", { key: r.neighbor })).body.notices;
    expect((await answered(false)).wantsAnswer).toBe(false);
    expect(await noticesAre()).toEqual([]);
    const { id: report, wantsAnswer } = await answered(true);
    expect(wantsAnswer).toBe(true);
    expect(await noticesAre()).toMatchObject([
      {
        what: "report answered",
        words: "Your report about “Quahog tides” was answered.",
        address: `/reports/${report}`,
      },
    ]);
    const etag = (await r.registry.call("GET", `/api/v1/resources/${id}`, { key: r.teacher })).headers;
    const headers = { "if-match": etag.get("etag") ?? "" };
    await r.registry.call("PATCH", `/api/v1/resources/${id}`, {
      key: r.teacher,
      headers,
      body: { reach: "school" },
    });
    expect(await noticesAre()).toMatchObject([{ words: "Your report was answered." }]);
    const mine = await r.registry.call("GET", `/api/v1/reports/${report}`, { key: r.neighbor });
    expect(mine.body.answer.words).toBe("Mended.");
    expect(mine.text).not.toContain("Quahog");
  });

  test("goes by mail to who left an address, names nothing by its title, and the address is forgotten", async () => {
    const r = await open();
    const id = await r.make(r.staff, { organization: "ri", reach: "public", title: "Quahog tides" });
    const { body } = await r.report(id, undefined, { kind: "license", email: "parent@home.example" });
    await r.registry.call("POST", `/api/v1/reports/${body.id}/answer`, {
      key: r.otherStaff,
      body: { words: "You are right: it is CC BY." },
    });
    const [mail] = await mailsOf(r.registry);
    expect(mail).toMatch(/^To: parent@home\.example/);
    expect(mail).toContain(`/resources/${id}\n“The license is wrong”`);
    expect(mail).toContain("You are right: it is CC BY.");
    expect(mail).not.toContain("Quahog");
    expect((await r.registry.parts.store.reports.get(body.id))?.email).toBeUndefined();
  });

  test("a notice is promised to nobody who is not signed in", async () => {
    const r = await open();
    const id = await r.make(r.staff, { organization: "ri", reach: "public" });
    const { status, body } = await r.report(id, undefined, { kind: "license", notice: true });
    expect([status, body.errors?.[0].pointer]).toEqual([400, "/notice"]);
  });

  test("too many reports are refused by address signed out, and by person signed in", async () => {
    const r = await open();
    const id = await r.make(r.staff, { organization: "ri", reach: "public" });
    const send = async (key?: string) => (await r.report(id, key, { kind: "broken" })).status;
    for (let n = 0; n < 60; n++) expect(await send()).toBe(201);
    expect(await send()).toBe(429);
    expect(await send(r.neighbor)).toBe(201);
  });
});

describe("the pages of reports", () => {
  test("show a curator what waits, in the desk bar too, and take the answer", async () => {
    const r = await open();
    const id = await r.make(r.teacher, { reach: "state", title: "Quahog tides" });
    const teacher = await signedInAs(r.registry, await idOf(r.registry, r.neighbor));
    const form = await teacher.open(`/resources/${id}/report`);
    expect(form.text).toContain("Tell me what happens");
    expect(form.text).not.toContain('name="email"');
    const sent = await teacher.send(`/resources/${id}/report`, {
      kind: "inaccessible",
      words: "The video has no captions.",
      notice: "yes",
    });
    expect(sent.text).toContain("Thank you");

    const curator = await signedInAs(r.registry, await idOf(r.registry, r.curator));
    const home = await curator.open("/");
    expect(home.text).toMatch(/Reports<span[^>]*> to Providence<\/span><span class="count">1 /);
    const queue = await curator.open("/organizations/28/reports");
    expect(queue.text).toContain("The video has no captions.");
    expect(queue.text).toContain("An educator of");
    const at = /href="(\/reports\/[^"]+)"/.exec(queue.text)?.[1] ?? "";
    const empty = await curator.send(`${at}/answer`, { words: " " });
    expect([empty.status, empty.text]).toEqual([
      400,
      expect.stringContaining("Say in a few words what was done"),
    ]);
    expect((await curator.send(`${at}/answer`, { words: "Captions are added." })).location).toBe(
      `${at}?done=answered`,
    );
    expect((await curator.open("/")).text).not.toMatch(
      /Reports<span[^>]*> to Providence<\/span><span class="count">/,
    );
    expect((await curator.open("/organizations/28/reports?tab=answered")).text).toContain("Quahog tides");
    const late = await curator.send(`${at}/answer`, { words: "Once more." });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining("Captions are added.")]);

    const mine = await teacher.open(at);
    expect(mine.text).toContain("Captions are added.");
    expect(mine.text).toContain("Your report");
    const other = await signedInAs(r.registry, await idOf(r.registry, r.teacher));
    expect([(await other.open(at)).status, (await other.open("/organizations/28/reports")).status]).toEqual([
      404, 403,
    ]);
    expect((await visit(r.registry).open(at)).location).toContain("/sign-in");
  });
});
