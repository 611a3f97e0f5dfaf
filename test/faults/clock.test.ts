import { describe, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import { signedInAs } from "../people/signed-in.ts";
import {
  cast,
  change,
  decide,
  idOf,
  MEND,
  offer,
  read,
  share,
  waiting,
  YES,
} from "../reviews/review-cast.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const HOUR = 3_600_000;

/** From now on the clock of the registry, and what its ids are made of, is so much behind. */
function setBack({ parts }: TestRegistry, ms: number): void {
  const now = () => Date.now() - ms;
  parts.clock = () => new Date(now()).toISOString();
  parts.newId = () => v7({ msecs: now() });
}

const whats = (events: { what: string }[]) => events.map((e) => e.what);

describe.each([
  ["an hour", HOUR],
  ["a year", 365 * 24 * HOUR],
])("a clock that steps back by %s", (_name, ms) => {
  test("puts no event out of order, loses none, and counts no negative days", async () => {
    const registry = await openTestRegistry();
    const { teacher, curator, staff } = await cast(registry);
    const made = await share(registry, teacher);
    const id = made.body.id as string;
    const review = (await offer(registry, teacher, id)).body.id as string;
    setBack(registry, ms);
    expect((await decide(registry, curator, review, MEND)).status).toBe(200);
    expect((await change(registry, teacher, id, { title: "Mended before it was broken" })).status).toBe(200);
    const at = `/api/v1/reviews/${review}`;
    await registry.call("POST", `${at}/comments`, { key: teacher, body: { words: "Done" } });
    await registry.call("POST", `${at}/resubmission`, { key: teacher, body: { message: "" } });
    const queue = await registry.call("GET", "/api/v1/organizations/28/reviews", { key: curator });
    expect(queue.body.reviews).toMatchObject([{ id: review, age: 0, version: 2 }]);
    setBack(registry, 2 * ms);
    expect((await decide(registry, curator, review, YES)).status).toBe(200);
    expect((await decide(registry, staff, (await waiting(registry, id))?.id ?? "", YES)).status).toBe(200);
    const { body } = await read(registry, teacher, review);
    expect(whats(body.events)).toEqual(["offered", "returned", "moved on", "resubmitted", "accepted"]);
    expect(body).toMatchObject({ state: "accepted", age: 0, overdue: false });
    const { body: history } = await registry.call("GET", `/api/v1/resources/${id}/history`, { key: teacher });
    expect(whats(history.events)).toEqual(["created", "edited", "endorsed", "endorsed"]);
    const notices = await registry.call("GET", "/api/v1/people/me/notices", { key: teacher });
    expect(whats(notices.body.notices)).toEqual(["accepted", "accepted", "returned"]);
    expect((await registry.call("GET", `/api/v1/resources/${id}`)).body).toMatchObject({
      title: "Mended before it was broken",
      reach: "public",
    });
    await registry.indexed();
    const found = await registry.call("GET", "/api/v1/search?q=mended+broken");
    expect(found.body.total).toBe(1);
  });

  test("keeps who is signed in, their drafts and mails, and lists what came first and last", async () => {
    const registry = await openTestRegistry();
    const teacher = await registry.person("28103");
    const visitor = await signedInAs(registry, await idOf(registry, teacher));
    const first = await share(registry, teacher, { title: "Before" });
    setBack(registry, ms);
    expect((await visitor.open("/shelf")).status).toBe(200);
    const second = await share(registry, teacher, { title: "Behind", url: "https://example.org/behind" });
    const form = (await visitor.open("/share/new")).text;
    const draft = /name="draft" value="([^"]*)"/.exec(form)?.[1] ?? "";
    await visitor.send("/share/new", { draft, title: "Kept meanwhile", act: "draft" });
    const shelf = (await visitor.open("/shelf")).text;
    for (const title of ["Before", "Behind", "Kept meanwhile"]) expect(shelf).toContain(title);
    const ids: string[] = [];
    for (let after = ""; ; ) {
      const page = await registry.call("GET", `/api/v1/resources?limit=1${after && `&after=${after}`}`, {
        key: teacher,
      });
      ids.push(...page.body.resources.map((r: { id: string }) => r.id));
      if (!page.body.next) break;
      after = page.body.next;
    }
    expect(ids.toSorted()).toEqual([first.body.id, second.body.id].toSorted());
    await registry.parts.post.send({ to: "a@example.org", subject: "Still sent", text: "Yes" });
    await registry.parts.mailSender.send();
  });
});
