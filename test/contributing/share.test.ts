import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { pageFetcher } from "../../src/http/fetch-page.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { fieldsOf, type Visiting, visiting } from "./page-client.ts";

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const LESSON = `<html lang="en"><title>Walk the line</title><meta name="description" content="Students compare decimals on a number line. 4.NF.C.7">
  <meta property="og:site_name" content="Ella Risk School"><a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">License</a>`;

/** A page on this machine that the registry may read in this test. */
async function lesson(registry: TestRegistry, html = LESSON): Promise<string> {
  const server = createServer((req, res) => {
    if (req.url === "/robots.txt") return res.writeHead(404).end();
    res.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  open.push(server);
  registry.parts.fetchPage = pageFetcher({ allow: (ip) => ip === "127.0.0.1" });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/walk`;
}

const FORM = {
  title: "Walk the line",
  link: "https://lessons.example.org/walk",
  subject: "mathematics",
  license: "CC-BY-4.0",
  reach: "state",
};

const newDraft = async (who: Visiting) => fieldsOf((await who.get("/share/new")).text).draft?.[0] ?? "";
const shelf = async (who: Visiting) => (await who.get("/shelf")).text;

async function share(who: Visiting, fields: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await who.post("/share/new", { draft: await newDraft(who), ...FORM, ...fields });
  const id = /shared=([\w-]+)/.exec(answer.headers.get("location") ?? "")?.[1];
  if (!id) throw new Error(`not shared: ${answer.status} ${answer.text.match(/<h1.*?<form/s)?.[0]}`);
  return id;
}

describe("a teacher who pastes a link", () => {
  test("finds the form filled with what the page says, and shares it with every educator", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const link = await lesson(registry);
    const page = await teacher.submit("/share", { link });
    expect(page.text).toContain("We read the page and filled in what we could.");
    const fields = fieldsOf(page.text);
    const decimals = (await registry.parts.store.reference()).standards.withBareCode("4nfc7")[0];
    expect(fields).toMatchObject({
      title: ["Walk the line"],
      link: [link],
      summary: ["Students compare decimals on a number line. 4.NF.C.7"],
      license: ["CC-BY-SA-4.0"],
      publisher: ["Ella Risk School"],
      language: ["en"],
      subject: ["mathematics"],
      std: [`${decimals?.id}|teaches|0`],
      reach: ["school"],
    });
    expect(page.text).toContain('id="topic-decimals"');
    const answer = await teacher.post("/share/new", { ...fields, reach: "state" });
    expect(answer.status).toBe(303);
    const colleague = await visiting(registry, "35");
    const id = /shared=([\w-]+)/.exec(answer.headers.get("location") ?? "")?.[1];
    const shown = await colleague.get(`/resources/${id}`);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain("Not reviewed");
    expect((await registry.call("GET", `/resources/${id}`)).status).toBe(404);
    expect(await shelf(teacher)).toContain("Every educator in the state sees it. Not offered further");
    expect(await registry.parts.store.drafts.of(teacher.person.id)).toEqual([]);
  });

  test("goes on by hand when it cannot be read, and reads why", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const page = await teacher.submit("/share", { link: "http://169.254.169.254/latest/meta-data" });
    expect(page.text).toContain("We could not read that page.");
    expect(page.text).toContain("not on the public web");
    expect(fieldsOf(page.text).link).toEqual(["http://169.254.169.254/latest/meta-data"]);
  });

  test("is told the remedy for a link that opens for a class only", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    expect((await teacher.submit("/share", { link: "https://classroom.google.com/c/NTk" })).text).toContain(
      "Anyone with the link",
    );
  });

  test.each(["", "hello there", "javascript:alert(1)"])("is asked again for %j", async (link) => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const page = await teacher.post("/share", { link });
    expect(page.status).toBe(400);
    expect(page.text).toContain("One thing to fix");
  });
});

describe("the form", () => {
  test("says everything that is missing at once, keeps what was typed, and keeps it as a draft", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const draft = await newDraft(teacher);
    const page = await teacher.post("/share/new", {
      draft,
      summary: 'Cards & "lines"',
      minutes: "one lesson",
      reach: "state",
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain("<title>Error: Check and share");
    const faults = [...page.text.matchAll(/<li><a href="#([\w-]+)">(.*?)<\/a>/g)].map(([, to]) => to);
    expect(faults.sort()).toEqual(["license", "link", "minutes", "subject", "title"]);
    for (const id of faults) expect(page.text).toContain(`id="${id}"`);
    expect(fieldsOf(page.text)).toMatchObject({
      summary: ['Cards & "lines"'],
      minutes: ["one lesson"],
      reach: ["state"],
    });
    const again = await teacher.get(`/share/new?draft=${draft}`);
    expect(fieldsOf(again.text)).toMatchObject({ summary: ['Cards & "lines"'] });
    expect(await shelf(teacher)).toContain("No title yet");
  });

  test.each([
    ["too long", "a".repeat(400), "at most 300 characters"],
    ["invisible", "\u200b", "Give the resource a title"],
  ])("asks for another title in place of one that is %s", async (_how, title, says) => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const draft = await newDraft(teacher);
    const page = await teacher.post("/share/new", {
      draft,
      title,
      link: "https://example.org/",
      reach: "state",
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain('href="#title"');
    expect(page.text).toContain(says);
  });

  test("begins with the standard and the level of the gap it is to fill", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const { text } = await teacher.get("/standards/ccss-math?grade=03");
    const gap =
      /Fractions on a number line<.*?data-label="Expanding"><a href="(\/share\?[^"]*)"[^>]*>Gap/.exec(
        text,
      )?.[1] ?? "";
    const start = await teacher.get(gap.replaceAll("&amp;", "&"));
    expect(start.text).toMatch(/For <a href="\/standards\/ccss-math\/[^"]+">/);
    const standard = /name="standard" value="([^"]+)"/.exec(start.text)?.[1] ?? "";
    const level = /name="level" value="([^"]+)"/.exec(start.text)?.[1] ?? "";
    expect(level).toBe("expanding");
    const link = "http://169.254.169.254/";
    const filled = await teacher.submit("/share", { link, standard, level });
    const byHand = await teacher.get(`/share/new?standard=${standard}&level=${level}`);
    for (const page of [filled, byHand])
      expect(fieldsOf(page.text)).toMatchObject({
        std: [`${standard}|teaches|0`],
        [`level:${standard}|teaches|0`]: ["expanding"],
        subject: ["mathematics"],
        grades: ["3"],
      });
  });

  test("sent twice shares once, also at the same moment", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const fields = { ...FORM, draft: await newDraft(teacher) };
    const answers = await Promise.all([1, 2, 3].map(() => teacher.post("/share/new", fields)));
    answers.push(await teacher.post("/share/new", fields));
    expect(new Set(answers.map((a) => a.headers.get("location")))).toEqual(
      new Set([`/shelf?shared=${fields.draft}`]),
    );
    expect(await registry.parts.store.resources.ofPerson(teacher.person.id, 10)).toHaveLength(1);
  });

  test("remembers the last choices of its person, and nobody else's", async () => {
    const registry = await openTestRegistry();
    const [teacher, other] = [await visiting(registry, "28103"), await visiting(registry, "28103")];
    await share(teacher, { license: "CC-BY-ND-4.0", grades: "6-8", type: "activity", reach: "district" });
    expect(fieldsOf((await teacher.get("/share/new")).text)).toMatchObject({
      license: ["CC-BY-ND-4.0"],
      subject: ["mathematics"],
      grades: ["6, 7, 8"],
      type: ["activity"],
      reach: ["district"],
      title: [""],
    });
    expect(fieldsOf((await other.get("/share/new")).text).license).toBeUndefined();
  });

  test("keeps drafts for their person alone, and ends them", async () => {
    const registry = await openTestRegistry();
    const [teacher, other] = [await visiting(registry, "28103"), await visiting(registry, "28103")];
    const draft = await newDraft(teacher);
    expect(
      (await teacher.post("/share/new", { draft, title: "Half done", act: "draft" })).headers.get("location"),
    ).toBe("/shelf");
    expect(await shelf(teacher)).toContain("Half done");
    expect((await other.get(`/share/new?draft=${draft}`)).status).toBe(404);
    await other.post("/share/new", { draft, title: "Taken over", act: "draft" });
    await other.post(`/share/drafts/${draft}/end`, {});
    expect(await shelf(teacher)).toContain("Half done");
    await teacher.post(`/share/drafts/${draft}/end`, {});
    expect(await shelf(teacher)).not.toContain("Half done");
  });

  test("offers only the reaches its place has", async () => {
    const registry = await openTestRegistry();
    const reaches = async (organization: string) => {
      const page = await (await visiting(registry, organization)).get("/share/new");
      return [...page.text.matchAll(/id="reach-(\w+)"/g)].map(([, reach]) => reach);
    };
    expect(await reaches("28103")).toEqual(["private", "school", "district", "state", "public"]);
    expect(await reaches("28")).toEqual(["private", "district", "state", "public"]);
  });

  test("is for those who are signed in, and refuses forms from elsewhere", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    expect((await registry.call("GET", "/share")).headers.get("location")).toMatch(/^\/sign-in/);
    const draft = await newDraft(teacher);
    expect((await teacher.post("/share/new", { ...FORM, draft, csrf: "wrong" })).status).toBe(403);
    const files = [{ field: "upload", name: "a.pdf", bytes: "%PDF-1.7" }];
    expect((await teacher.post("/share/new", { ...FORM, draft, csrf: "wrong" }, files)).status).toBe(403);
    expect(await registry.parts.store.resources.ofPerson(teacher.person.id, 1)).toEqual([]);
  });

  test("takes files in place of a link, and keeps them while other things are fixed", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const draft = await newDraft(teacher);
    const files = [
      { field: "upload", name: "Cards.pdf", bytes: "%PDF-1.7 cards" },
      { field: "uploadForEducators", name: "Answers.pdf", bytes: "%PDF-1.7 answers" },
      { field: "upload", name: "run.exe", bytes: "MZ\u0000" },
    ];
    const { link: _link, ...typed } = FORM;
    const page = await teacher.post("/share/new", { ...typed, draft }, files);
    expect(page.status).toBe(400);
    expect(page.text).toContain("“run.exe” is of a kind that is not accepted");
    const fields = fieldsOf(page.text);
    expect(fields.file).toHaveLength(2);
    expect(fields.educators).toHaveLength(1);
    const answer = await teacher.post("/share/new", { ...fields, license: "CC-BY-4.0" });
    expect(answer.headers.get("location")).toBe(`/shelf?shared=${draft}`);
    const shown = await teacher.get(`/resources/${draft}`);
    expect(shown.text).toContain("Cards.pdf");
    expect(shown.text).toContain("Educators only");
    expect((await teacher.get(`/files/${fields.educators?.[0]}`)).text).toBe("%PDF-1.7 answers");
  });

  test("asks everyone's reach of the state, and shares with every educator until the answer", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    await visiting(registry, "28", "curator");
    const id = await share(teacher, { reach: "public" });
    const [resource] = await registry.parts.store.resources.many([id]);
    expect(resource?.reach).toBe("state");
    const reviews = await registry.parts.store.reviews.of(id);
    expect(reviews.map((r) => [r.organization, r.state, r.goal.reach])).toEqual([["28", "open", "public"]]);
    expect(await shelf(teacher)).toContain("Providence is reviewing, day 1");
  });
});

describe("what is in the registry already", () => {
  test("is asked about before it is shared twice, by its address however it is written", async () => {
    const registry = await openTestRegistry();
    const [first, second] = [await visiting(registry, "28103"), await visiting(registry, "35")];
    const id = await share(first);
    const draft = await newDraft(second);
    const fields = {
      ...FORM,
      draft,
      title: "Another title",
      link: "http://www.lessons.example.org/walk/?utm_source=mail",
    };
    const asked = await second.post("/share/new", fields);
    expect(asked.status).toBe(409);
    expect(asked.text).toContain("Is it this one?");
    expect(asked.text).toContain(`/resources/${id}/claim?draft=${draft}`);
    const answer = await second.post("/share/new", { ...fields, different: "yes" });
    expect(answer.headers.get("location")).toBe(`/shelf?shared=${draft}`);
  });

  test("is asked about by title and publisher, but never told about what one may not see", async () => {
    const registry = await openTestRegistry();
    const [first, second] = [await visiting(registry, "28103"), await visiting(registry, "35")];
    await share(first, { reach: "district", publisher: "Ella Risk" });
    const other = {
      link: "https://elsewhere.example.org/x",
      title: "Walk the Line!",
      publisher: "Ella Risk",
    };
    await share(second, { ...other, reach: "private" });
    await share(first, { ...other, publisher: "Somebody else", link: "https://third.example.org/" });
    const asked = await first.post("/share/new", {
      ...FORM,
      ...other,
      link: "https://fourth.example.org/",
      draft: await newDraft(first),
    });
    expect(asked.status).toBe(409);
  });

  test("can be given one's own alignment instead, which its owner takes over", async () => {
    const registry = await openTestRegistry();
    const [owner, other, third] = [
      await visiting(registry, "28103"),
      await visiting(registry, "35"),
      await visiting(registry, "28103"),
    ];
    const id = await share(owner);
    const { standards } = await registry.parts.store.reference();
    const item = standards.withBareCode("4nfc7")[0]?.id ?? "";
    const made = await other.post(`/resources/${id}/claim`, {
      codes: "4.NF.C.7",
      "level:codes": "developing",
    });
    expect(made.headers.get("location")).toBe(`/resources/${id}#claims`);
    await other.post(`/resources/${id}/claim`, { codes: "4.NF.C.7", "level:codes": "developing" });
    expect((await third.get(`/resources/${id}`)).text).toContain("An educator of ");
    expect((await owner.get(`/resources/${id}`)).text).not.toContain(other.person.name);
    expect((await (await visiting(registry, "35")).get(`/resources/${id}`)).text).toContain(
      other.person.name,
    );
    expect((await registry.parts.store.resources.get(id))?.description.alignments).toEqual([]);
    const [claim, ...more] = await registry.parts.store.claims.on([id]);
    expect(more).toEqual([]);
    expect((await third.post(`/claims/${claim?.id}/answer`, { answer: "accept" })).status).toBe(403);
    expect(await shelf(owner)).toContain("What others say of mine");
    await owner.post(`/claims/${claim?.id}/answer`, { answer: "accept", back: "/shelf" });
    expect((await registry.parts.store.resources.get(id))?.description.alignments).toEqual([
      { item, type: "teaches", level: "developing" },
    ]);
    expect((await owner.post(`/claims/${claim?.id}/answer`, { answer: "accept" })).status).toBe(409);
    expect((await other.post(`/resources/${id}/claim`, { codes: "4.NF.99" })).status).toBe(400);
  });

  test("takes claims over REST, from those it reaches", async () => {
    const registry = await openTestRegistry();
    const owner = await visiting(registry, "28103");
    const id = await share(owner, { reach: "district" });
    const [near, far] = [await registry.person("28"), await registry.person("35")];
    const body = { item: "4.NF.C.7", type: "assesses" };
    expect((await registry.call("POST", `/api/v1/resources/${id}/claims`, { key: far, body })).status).toBe(
      404,
    );
    const made = await registry.call("POST", `/api/v1/resources/${id}/claims`, { key: near, body });
    expect([made.status, made.body.state]).toEqual([201, "offered"]);
    expect(
      (await registry.call("GET", `/api/v1/resources/${id}/claims`, { key: near })).body.claims,
    ).toHaveLength(1);
    expect(
      (
        await registry.call("POST", `/api/v1/claims/${made.body.id}/answer`, {
          key: near,
          body: { accept: true },
        })
      ).status,
    ).toBe(403);
    expect((await registry.call("DELETE", `/api/v1/claims/${made.body.id}`, { key: near })).status).toBe(204);
    expect((await registry.call("GET", `/api/v1/resources/${id}/claims`, { key: near })).body.claims).toEqual(
      [],
    );
  });
});

describe("what is shared", () => {
  test("is changed with the same form, and what the form does not ask stays", async () => {
    const registry = await openTestRegistry();
    const teacher = await visiting(registry, "28103");
    const id = await share(teacher, { reach: "district", codes: "4.NF.C.7", minutes: "45" });
    const before = fieldsOf((await teacher.get(`/resources/${id}/edit`)).text);
    const answer = await teacher.post(`/resources/${id}/edit`, { ...before, title: "Walk the line again" });
    expect(answer.headers.get("location")).toBe(`/resources/${id}`);
    const now = await registry.parts.store.resources.get(id);
    expect(now?.description).toMatchObject({
      title: "Walk the line again",
      timeRequired: "PT45M",
      subjects: ["mathematics"],
    });
    expect(now?.description.alignments).toHaveLength(1);
    expect([now?.published, now?.reach]).toEqual([2, "district"]);
  });

  test("is not overwritten by a form that was opened before somebody else's change", async () => {
    const registry = await openTestRegistry();
    const [teacher, curator] = [await visiting(registry, "28103"), await visiting(registry, "28", "curator")];
    const id = await share(teacher);
    const stale = fieldsOf((await teacher.get(`/resources/${id}/edit`)).text);
    const theirs = fieldsOf((await curator.get(`/resources/${id}/edit`)).text);
    await curator.post(`/resources/${id}/edit`, { ...theirs, title: "The curator's title" });
    const refused = await teacher.post(`/resources/${id}/edit`, { ...stale, title: "The teacher's title" });
    expect(refused.status).toBe(412);
    expect(refused.text).toContain("The curator&#39;s title".replace("&#39;", "'"));
    const again = fieldsOf(refused.text);
    expect(again.title).toEqual(["The teacher's title"]);
    expect((await teacher.post(`/resources/${id}/edit`, again)).status).toBe(303);
    expect((await registry.parts.store.resources.get(id))?.description.title).toBe("The teacher's title");
  });

  test("is changed by its owner and curators, seen by others, and unknown to the rest", async () => {
    const registry = await openTestRegistry();
    const id = await share(await visiting(registry, "28103"), { reach: "district" });
    const status = async (organization: string, role?: "curator") =>
      (await (await visiting(registry, organization, role)).get(`/resources/${id}/edit`)).status;
    expect([await status("28", "curator"), await status("28"), await status("35", "curator")]).toEqual([
      200, 403, 404,
    ]);
  });
});

describe("a shelf", () => {
  test("keeps what was saved, as long as it may be seen", async () => {
    const registry = await openTestRegistry();
    const [owner, reader] = [await visiting(registry, "28103"), await visiting(registry, "28103")];
    const id = await share(owner, { reach: "school" });
    const saved = await reader.post(`/resources/${id}/save`, { act: "save", back: `/resources/${id}` });
    expect(saved.headers.get("location")).toBe(`/resources/${id}`);
    await reader.post(`/resources/${id}/save`, { act: "save" });
    expect((await reader.get(`/resources/${id}`)).text).toContain("off your shelf");
    expect(await shelf(reader)).toContain("Walk the line");
    const form = fieldsOf((await owner.get(`/resources/${id}/edit`)).text);
    await owner.post(`/resources/${id}/edit`, { ...form, reach: "private" });
    const gone = await shelf(reader);
    expect(gone).not.toContain("Walk the line");
    expect(gone).toContain("no longer there");
    expect((await reader.post(`/resources/${id}/save`, { act: "save" })).status).toBe(404);
    await reader.post(`/resources/${id}/save`, { act: "remove" });
    expect(await shelf(reader)).toContain("Nothing here yet");
  });
});

describe("somebody whom no curator has confirmed yet", () => {
  const unconfirmed = async (asked: boolean) => {
    const registry = await openTestRegistry();
    const visitor = await visiting(registry, "28103");
    const mine = { person: visitor.person.id, organization: "28103" };
    await registry.parts.store.commit([
      asked
        ? { noun: "membership", after: { ...mine, role: "member", confirmed: false } }
        : { noun: "membership-ended", ...mine },
    ]);
    return { registry, visitor };
  };

  test("prepares drafts, is told for what they wait, and shares nothing", async () => {
    const { registry, visitor } = await unconfirmed(true);
    const start = await visitor.get("/share");
    expect([start.status, start.text.includes("still has to confirm that you belong")]).toEqual([200, true]);
    const form = await visitor.get("/share/new");
    expect(form.text).not.toContain('value="share"');
    const id = /name="draft" value="([^"]*)"/.exec(form.text)?.[1] ?? "";
    const typed = {
      draft: id,
      title: "Prepared early",
      link: "https://example.org/early",
      subject: "science",
    };
    expect((await visitor.post("/share/new", { ...typed, act: "draft" })).status).toBe(303);
    expect((await visitor.get("/shelf")).text).toContain("Prepared early");
    const sent = await visitor.post("/share/new", { ...typed, title: "Kept all the same", act: "share" });
    expect(sent.status).toBeGreaterThanOrEqual(400);
    expect(await registry.parts.store.resources.get(id)).toBeUndefined();
    expect((await visitor.get("/shelf")).text).toContain("Kept all the same");
  });

  test("says first where they teach", async () => {
    const { visitor } = await unconfirmed(false);
    const answer = await visitor.get("/share");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/account/school?back=%2Fshare"]);
  });
});
