import { expect, test } from "@jest/globals";
import { cast, share } from "../reviews/review-cast.ts";
import { writtenMails } from "../support/mails.ts";
import { openTestRegistry } from "../support/registry.ts";

const BROKEN = { kind: "broken", words: "The link is dead.", email: "parent@home.example" };

async function shared(reach: string) {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const id = (await share(registry, people.teacher, { reach })).body.id as string;
  return { registry, ...people, id, at: `/api/v1/resources/${id}/reports` };
}

test("who may see a resource reports it; its curators hear of it, answer, and the address is forgotten", async () => {
  const { registry, teacher, neighbor, curator, staff, at, id } = await shared("state");
  const made = await registry.call("POST", at, { key: neighbor, body: BROKEN });
  expect([made.status, made.body.wantsAnswer]).toEqual([201, true]);
  const queue = (code: string, key: string) =>
    registry.call("GET", `/api/v1/organizations/${code}/reports`, { key });
  expect((await queue("28", curator)).body.reports).toMatchObject([{ resource: id, kind: "broken" }]);
  expect((await queue("ri", staff)).body.reports).toHaveLength(1);
  expect((await queue("28", teacher)).status).toBe(403);
  expect((await queue("28", curator)).text).not.toContain("home.example");
  const notices = (await registry.call("GET", "/api/v1/people/me/notices", { key: curator })).body.notices;
  expect(notices).toMatchObject([{ what: "reported", act: true, resource: id }]);

  const answer = (key: string) =>
    registry.call("POST", `/api/v1/reports/${made.body.id}/answer`, {
      key,
      body: { words: "It is mended." },
    });
  expect((await answer(neighbor)).status).toBe(404);
  expect((await answer(curator)).body).toMatchObject({ state: "answered", wantsAnswer: false });
  expect((await answer(staff)).status).toBe(409);
  expect((await queue("28", curator)).body.reports).toEqual([]);
  await registry.parts.mailSender.send();
  expect(writtenMails(registry)).toEqual([
    expect.stringMatching(/^To: parent@home\.example[\s\S]*It is mended\./),
  ]);
  expect((await registry.parts.store.reports.get(made.body.id))?.email).toBeUndefined();
});

test("what one may not see cannot be reported, and its form is not there", async () => {
  const { registry, neighbor, at, id } = await shared("school");
  expect((await registry.call("POST", at, { body: BROKEN })).status).toBe(404);
  expect((await registry.call("POST", at, { key: neighbor, body: BROKEN })).status).toBe(404);
  expect((await registry.call("GET", `/resources/${id}/report`)).status).toBe(404);
});

test("signed out, a public resource is reported by its form, and too much of it is refused", async () => {
  const registry = await openTestRegistry();
  const staff = await registry.person("ri", "curator");
  const body = { title: "Open lesson", url: "https://example.org/open", organization: "ri", reach: "public" };
  const { id } = (await registry.call("POST", "/api/v1/resources", { key: staff, body })).body;
  expect((await registry.call("GET", `/resources/${id}`)).text).toContain("Report a problem");
  const send = (typed: Record<string, string>) =>
    fetch(`${registry.address}/resources/${id}/report`, {
      method: "POST",
      headers: { origin: registry.address },
      body: new URLSearchParams(typed),
    });
  const empty = await send({ kind: "", words: "Look at this" });
  expect([empty.status, await empty.text()]).toEqual([400, expect.stringContaining("Look at this")]);
  expect((await send({ kind: "license" })).status).toBe(200);
  for (let n = 0; n < 59; n++) await send({ kind: "broken" });
  expect((await send({ kind: "broken" })).status).toBe(429);
});
