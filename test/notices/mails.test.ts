import { describe, expect, test } from "@jest/globals";
import { newSession } from "../../src/people/actions/sign-in.ts";
import type { MailChoice } from "../../src/people/rules/account.ts";
import { cast, decide, idOf, LESSON, MEND, offer, share } from "../reviews/review-cast.ts";
import { writtenMails } from "../support/mails.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { mailServer } from "./mail-server.ts";

const DAY_MS = 86_400_000;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Gives the person of a key an address and a choice of mail. */
async function reachable(registry: TestRegistry, key: string, email: string, mail: MailChoice) {
  const { store } = registry.parts;
  const id = await idOf(registry, key);
  const person = await store.people.get(id);
  if (!person) throw new Error("nobody has this key");
  await store.commit([
    { noun: "person", after: { ...person, email } },
    { noun: "account", after: { person: id, recovery: [], mail, revision: 0 } },
  ]);
  return id;
}

async function withMail(mail: MailChoice, email = "cora@district.example", env: Record<string, string> = {}) {
  const registry = await openTestRegistry({ env });
  const people = await cast(registry);
  const id = await reachable(registry, people.curator, email, mail);
  const resource = (await share(registry, people.teacher)).body.id as string;
  const review = (await offer(registry, people.teacher, resource)).body.id as string;
  return { registry, ...people, id, resource, review };
}

describe("mails, as files", () => {
  test("at once: one plain mail with the words, the way to the thing and the way to end them", async () => {
    const { registry, review } = await withMail("at once");
    await registry.parts.mailSender.send();
    await registry.parts.mailSender.send(later(DAY_MS));
    const [mail = "", ...more] = writtenMails(registry);
    expect(more).toEqual([]);
    expect(mail).toMatch(/^To: cora@district\.example$/m);
    expect(mail).toContain(`“${LESSON.title}” waits for a review by`);
    expect(mail).toContain(`/reviews/${review}`);
    const unsubscribe = new URL(/(http\S+\/unsubscribe\/\S+?)>?$/m.exec(mail)?.[1] ?? "").pathname;
    expect((await registry.call("GET", unsubscribe)).text).toContain("Stop sending me e-mail");
    const headers = { origin: registry.address };
    const sent = await fetch(registry.address + unsubscribe, { method: "POST", headers });
    expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining("no more e-mail")]);
    const forged = unsubscribe.replace(/.{4}$/, "AAAA");
    expect((await registry.call("GET", forged)).status).toBe(404);
  });

  test("once a day: everything not read yet in one mail, on the next morning", async () => {
    const { registry, teacher, curator } = await withMail("daily");
    const second = (await share(registry, teacher, { title: "Second lesson", url: "https://example.org/2" }))
      .body.id;
    await offer(registry, teacher, second);
    await registry.parts.mailSender.send();
    expect(writtenMails(registry)).toEqual([]);
    await registry.parts.mailSender.send(later(DAY_MS));
    const [mail = "", ...more] = writtenMails(registry);
    expect(more).toEqual([]);
    expect(mail).toMatch(/^Subject: 2 notices for you$/m);
    expect(mail).toContain("Second lesson");
    expect((await registry.call("GET", "/api/v1/people/me/notices", { key: curator })).body.unread).toBe(2);
  });

  test("never: after unsubscribing nothing is sent, not even what waited", async () => {
    const { registry, id } = await withMail("daily");
    const before = await registry.parts.store.accounts.of(id);
    if (!before) throw new Error("no account");
    await registry.parts.store.commit([{ noun: "account", before, after: { ...before, mail: "none" } }]);
    await registry.parts.mailSender.send(later(DAY_MS));
    expect(writtenMails(registry)).toEqual([]);
  });

  test("what its person may no longer see when it is sent is not in it", async () => {
    const { registry, id } = await withMail("daily");
    await registry.parts.store.commit([{ noun: "membership-ended", person: id, organization: "28" }]);
    await registry.parts.mailSender.send(later(DAY_MS));
    expect(writtenMails(registry)).toEqual([]);
  });
});

describe("mails, by a mail server", () => {
  test("one that is down delays and never loses", async () => {
    const first = await mailServer();
    const { port } = first;
    await first.close();
    const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "registry@state.example" };
    const { registry, teacher, curator, review } = await withMail("at once", "cora@district.example", env);
    await reachable(registry, teacher, "tess@school.example", "at once");
    await decide(registry, curator, review, MEND);
    const { mailSender, store } = registry.parts;
    await mailSender.send();
    await mailSender.send(later(60_000));
    const up = await mailServer(port);
    try {
      await mailSender.send(later(DAY_MS));
      await mailSender.send(later(2 * DAY_MS));
      const to = up.got.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]?.trim()).sort();
      expect(to).toEqual(["cora@district.example", "tess@school.example"]);
      expect(up.got.join()).toMatch(/List-Unsubscribe:\s+<http/);
      expect(up.got.join()).toMatch(/Content-Type: text\/plain/);
      expect(await store.mails.due(later(9 * DAY_MS), 10)).toEqual([]);
    } finally {
      await up.close();
    }
  });

  test("one refused for good is shown to state staff alone, who can have it tried again", async () => {
    const server = await mailServer();
    try {
      const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}` };
      const { registry, id, staff } = await withMail("at once", "cora@gone.example", env);
      await registry.parts.mailSender.send();
      const [dead] = await registry.parts.store.mails.dead(5);
      expect(dead).toMatchObject({ person: id, state: "dead", fault: expect.stringContaining("550") });
      const page = async (person: string) => {
        const whom = await registry.parts.store.people.get(person);
        if (!whom) throw new Error("nobody");
        const made = newSession(whom, { address: "", agent: "" }, registry.parts, { secondFactor: true });
        await registry.parts.store.commit([{ noun: "session", after: made.session }]);
        const headers = { cookie: `session=${made.token}` };
        return (await registry.call("GET", "/notices", { headers })).text;
      };
      expect(await page(await idOf(registry, staff))).toContain("could not be delivered");
      const own = await page(id);
      expect(own).not.toContain("could not be delivered");
      expect(own).toMatch(/Notices<span class="count">1/);
      expect(own).toContain(LESSON.title);
    } finally {
      await server.close();
    }
  });
});
