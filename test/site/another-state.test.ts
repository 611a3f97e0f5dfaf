import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { visiting } from "../contributing/page-client.ts";
import { visit } from "../support/browser.ts";
import { writtenMails } from "../support/mails.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

/** A state at another hour of the day, so that its days are told apart. */
const VERMONT = { STATE_NAME: "Vermont", STATE_SHORT: "VT", TIME_ZONE: "America/Los_Angeles" };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A registry of Vermont. What else the seed brings in has the names it has. */
async function openInVermont(env: Record<string, string> = {}): Promise<TestRegistry> {
  const registry = await openTestRegistry({ env: { ...VERMONT, ...env } });
  const { store } = registry.parts;
  const { organizations } = await store.reference();
  const after = organizations.all().map((o) => (o.kind === "state" ? { ...o, name: "Vermont" } : o));
  await store.commit([{ noun: "organizations", after }]);
  return registry;
}

/** What is left of a text without the names that the seed brought in. */
async function withoutSeed(text: string, { parts }: TestRegistry): Promise<string> {
  const { organizations, standards } = await parts.store.reference();
  const names = [
    ...organizations.all().map((o) => o.name),
    ...standards.frameworks.flatMap((f) => [f.title, f.localTitle, f.creator, f.note]),
  ];
  const seeded = names.filter((name) => name?.includes("Rhode Island")).map(String);
  return seeded
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(name, "…"), text);
}

const ELSEWHERE = /Rhode Island|\bRI\b|\bRIOpen/;
const LESSON = { title: "Sugar maples", url: "https://example.org/maples", license: "CC-BY-4.0" };

describe("a registry of another state", () => {
  test("says so on every page, and no page says another", async () => {
    const registry = await openInVermont();
    const somebody = visit(registry);
    const words: Record<string, string> = {
      "/": "Open resources for Vermont classrooms",
      "/search?q=maples": "maples: Nothing found yet – Vermont Open Resource Registry",
      "/collections": "annotated by Vermont educators",
      "/standards": "Vermont Open Resource Registry",
      "/sign-in": "Vermont Open Resource Registry",
      "/nothing-here": "Vermont Open Resource Registry",
    };
    for (const [path, said] of Object.entries(words)) {
      const { text } = await somebody.open(path);
      expect([path, text.includes(said)]).toEqual([path, true]);
      expect(text).toContain(`<span class="small">Vermont</span> <b>Open Resource Registry</b>`);
      expect([path, ELSEWHERE.exec(await withoutSeed(text, registry))?.[0]]).toEqual([path, undefined]);
    }
  });

  test("says so on the pages of its educators", async () => {
    const registry = await openInVermont();
    const staff = await visiting(registry, "ri", "curator");
    const made = await registry.call("POST", "/api/v1/resources", {
      key: await registry.person("28", "curator"),
      body: { ...LESSON, reach: "state" },
    });
    const paths = ["/share", "/shelf", "/account", "/notices", "/audit", `/resources/${made.body.id}`];
    for (const path of paths) {
      const { text } = await staff.get(path);
      expect([path, text.includes("Vermont Open Resource Registry")]).toEqual([path, true]);
      const own = await withoutSeed(text, registry);
      expect([path, ELSEWHERE.exec(own)?.[0]]).toEqual([path, undefined]);
    }
  });

  test("gives its API document out under its name", async () => {
    const registry = await openInVermont({ REGISTRY_NAME: "Green Mountain $& Lessons" });
    const { body } = await registry.call("GET", "/api/openapi.json");
    expect(body.info.title).toBe("Green Mountain $& Lessons");
  });

  test("writes mails in its name", async () => {
    const registry = await openInVermont();
    const key = await registry.person("28", "curator");
    const body = { email: "maple@school.example" };
    await registry.call("POST", "/api/v1/organizations/28/invitations", { key, body });
    const [mail = ""] = writtenMails(registry);
    expect(mail).toContain("Subject: Your invitation to the Vermont Open Resource Registry");
    expect(await withoutSeed(mail, registry)).not.toMatch(ELSEWHERE);
  });

  test("counts school days by its own calendar, and shows its own dates", async () => {
    const registry = await openInVermont();
    // Sunday at ten in the evening there, Monday at one in the morning in New York.
    registry.parts.clock = () => "2026-11-30T06:00:00.000Z";
    const teacher = await visiting(registry, "28103");
    const key = await registry.person("28103");
    const made = await registry.call("POST", "/api/v1/resources", { key, body: LESSON });
    const path = `/api/v1/resources/${made.body.id}/reviews`;
    const { status, body } = await registry.call("POST", path, { key, body: { reach: "public" } });
    // Friday at ten in the evening there; by New York's calendar it would be Monday.
    expect([status, body.dueAt]).toEqual([201, "2026-12-05T06:00:00.000Z"]);
    expect((await teacher.get(`/resources/${made.body.id}`)).status).toBe(404);
    const owner = await visiting(registry, "28", "curator");
    const page = await owner.get(`/reviews/${body.id}`);
    expect(page.text).toContain("An answer is due by December 4, 2026.");
  });

  test("names itself to the sites it reads", async () => {
    const agents: (string | undefined)[] = [];
    const server = createServer((req, res) => {
      agents.push(req.headers["user-agent"]);
      if (req.url === "/robots.txt")
        return res.end("User-agent: VTOpenResourceRegistry\nDisallow: /private\n");
      res.writeHead(200, { "content-type": "text/html" }).end("<title>Maples</title>");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    closing.push(() => server.close());
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { PRIVATE_HOSTS: "127.0.0.1", PUBLIC_URL: "https://oer.example" };
    const { fetchPage } = (await openInVermont(env)).parts;
    expect((await fetchPage(`${site}/maples`)).status).toBe(200);
    await expect(fetchPage(`${site}/private`)).rejects.toMatchObject({ kind: "asked-not-to" });
    expect(new Set(agents)).toEqual(new Set(["VTOpenResourceRegistry/1.0 (+https://oer.example)"]));
  });
});
