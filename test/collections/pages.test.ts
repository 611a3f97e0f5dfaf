import { describe, expect, test } from "@jest/globals";
import { DEMO_PEOPLE } from "../../seed/demo.ts";
import { seedDemoPeople } from "../../seed/seed.ts";
import { type Visit, visit } from "../support/browser.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { begin, holding, publish, resource } from "./fixtures.ts";

async function open() {
  const registry = await openTestRegistry();
  await seedDemoPeople(registry.parts);
  const staff = await registry.person("ri", "curator");
  const ids: string[] = [];
  for (const title of ["Folding", "Cutting", "Placing"])
    ids.push(await resource(registry, staff, title, "public"));
  return { registry, ids: ids as [string, string, string] };
}

/** One of the demo people, signed in. */
async function as(registry: TestRegistry, organization: string): Promise<Visit> {
  const person = DEMO_PEOPLE.find((p) => p.organization === organization);
  const who = visit(registry);
  expect((await who.send("/sign-in/demo", { person: person?.id ?? "" })).status).toBe(303);
  return who;
}

const revisionIn = (text: string) => /name="revision" value="(\d+)"/.exec(text)?.[1] ?? "";
/** What a decision says it has seen. */
const seenIn = (text: string) => ({
  revision: revisionIn(text),
  version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
});
const ALL_YES = {
  outcome: "accepted",
  rubric: "four-questions",
  ...Object.fromEntries([0, 1, 2, 3].map((i) => [`answer-${i}`, "yes"])),
};
const titlesIn = (text: string) =>
  [...text.matchAll(/<h[34]><a href="\/resources\/[^"]*">([^<]*)</g)].map((m) => m[1]);

/** A collection of the demo teacher with all three, as a draft. */
async function begun(teacher: Visit, ids: string[]): Promise<string> {
  const [first = "", ...others] = ids;
  const made = await teacher.send("/collections/add", {
    resource: first,
    into: "new",
    title: "Fractions by hand",
  });
  const id = /\/collections\/([\w-]+)\/edit/.exec(made.location ?? "")?.[1] ?? "";
  for (const other of others) await teacher.send("/collections/add", { resource: other, into: id });
  return id;
}

describe("a teacher", () => {
  test("puts resources together, orders them, and shares them with the district", async () => {
    const { registry, ids } = await open();
    const teacher = await as(registry, "28103");
    const asked = await teacher.open(`/collections/add?resource=${ids[0]}&back=%2Fsearch%3Fq%3Dpaper`);
    expect(asked.text).toContain("Title of the new collection");
    const id = await begun(teacher, ids);
    const draft = await teacher.open(
      `/collections/${id}/edit?done=added&what=${ids[2]}&back=%2Fsearch%3Fq%3Dpaper`,
    );
    expect(titlesIn(draft.text)).toEqual(["Folding", "Cutting", "Placing"]);
    expect(draft.text).toContain('href="/search?q=paper"');
    const moved = await teacher.send(`/collections/${id}/edit`, {
      revision: revisionIn(draft.text),
      title: "Fractions in your hands",
      [`note-${ids[2]}`]: "End with this.",
      do: `up ${ids[2]}`,
    });
    expect(moved.location).toBe(`/collections/${id}/edit?done=up&what=${ids[2]}#up-${ids[2]}`);
    const after = await teacher.open(moved.location?.split("#")[0] ?? "");
    expect(titlesIn(after.text)).toEqual(["Folding", "Placing", "Cutting"]);
    for (const words of ["“Placing” is now 2 of 3", "Fractions in your hands", "End with this."])
      expect(after.text).toContain(words);
    const page = await teacher.open(`/collections/${id}/publication`);
    const early = await teacher.send(`/collections/${id}/publication`, {
      revision: revisionIn(page.text),
      reach: "private",
      do: "publish",
    });
    expect(early.status).toBe(400);
    expect(early.text).toContain("is nobody but you. Choose who can see it");
    const done = await teacher.send(`/collections/${id}/publication`, {
      revision: revisionIn(page.text),
      reach: "district",
      do: "publish",
    });
    expect(done.location).toBe(`/collections/${id}?done=published`);
    const curator = await as(registry, "28");
    const seen = await curator.open(`/collections/${id}`);
    expect([seen.status, titlesIn(seen.text)]).toEqual([200, ["Folding", "Placing", "Cutting"]]);
    expect(seen.text).toContain("Collection · 3 resources");
    expect(seen.text).not.toContain("Demo Teacher");
    const nobody = "01930000-0000-7000-8000-0000000000ff";
    const [hidden, absent] = await Promise.all(
      [id, nobody].map(async (one) => {
        const { status, text } = await visit(registry).open(`/collections/${one}`);
        return [status, text.replaceAll(one, "")];
      }),
    );
    expect(hidden).toEqual(absent);
    expect(hidden?.[0]).toBe(404);
    expect((await visit(registry).open("/collections")).text).not.toContain("Fractions in your hands");
  });

  test("loses no word when someone else was faster", async () => {
    const { registry, ids } = await open();
    const teacher = await as(registry, "28103");
    const id = await begun(teacher, ids);
    const seen = revisionIn((await teacher.open(`/collections/${id}/edit`)).text);
    const save = (fields: Record<string, string>) =>
      teacher.send(`/collections/${id}/edit`, { revision: seen, do: "save", ...fields });
    expect((await save({ title: "Theirs" })).status).toBe(303);
    const late = await save({ title: "Mine", [`note-${ids[0]}`]: "My note", do: `down ${ids[0]}` });
    expect(late.status).toBe(409);
    for (const words of ["Theirs", "Mine", "My note"]) expect(late.text).toContain(words);
    const over = await teacher.send(`/collections/${id}/edit`, {
      revision: revisionIn(late.text),
      title: "Mine",
      [`note-${ids[0]}`]: "My note",
      do: "save",
    });
    expect(over.status).toBe(303);
    const now = await registry.parts.store.collections.get(id);
    expect([now?.draft.title, now?.draft.sections[0]?.entries[0]?.note]).toEqual(["Mine", "My note"]);
    const stale = await teacher.send(`/collections/${id}/publication`, { revision: seen, reach: "state" });
    expect([stale.status, (await registry.parts.store.collections.get(id))?.published]).toEqual([
      409,
      undefined,
    ]);
  });

  test("is told every fault at once, beside what was typed", async () => {
    const { registry, ids } = await open();
    const teacher = await as(registry, "28103");
    const id = await begun(teacher, ids);
    const { text } = await teacher.open(`/collections/${id}/edit`);
    const long = "x".repeat(1001);
    const sent = await teacher.send(`/collections/${id}/edit`, {
      revision: revisionIn(text),
      title: " ",
      introduction: "Kept as typed",
      [`note-${ids[1]}`]: long,
      do: "save",
    });
    expect([sent.status, sent.text.includes("2 things to fix")]).toEqual([400, true]);
    for (const part of ["Error: Change", 'href="#title"', `href="#note-${ids[1]}"`, "Kept as typed", long])
      expect(sent.text).toContain(part);
    expect((await registry.parts.store.collections.get(id))?.draft.introduction).toBe("");
  });

  test("sees no draft of others, not even its address", async () => {
    const { registry, ids } = await open();
    const teacher = await as(registry, "28103");
    const id = await begun(teacher, ids);
    const curator = await as(registry, "28");
    for (const rest of ["", "/edit", "/publication", "/curators", "/invitation"])
      expect([rest, (await curator.open(`/collections/${id}${rest}`)).status]).toEqual([rest, 404]);
    for (const rest of ["/edit", "/publication", "/curators", "/invitation", "/hiding"])
      expect([rest, (await curator.send(`/collections/${id}${rest}`, { do: "save" })).status]).toEqual([
        rest,
        404,
      ]);
    const out = await visit(registry).open(`/collections/${id}/edit`);
    expect([out.status, out.location]).toEqual([
      303,
      `/sign-in?back=${encodeURIComponent(`/collections/${id}/edit`)}`,
    ]);
  });
});

describe("a resource that is gone", () => {
  test("is absent for readers and a task for who keeps the collection", async () => {
    const { registry, ids } = await open();
    const staff = await as(registry, "ri");
    const id = await begun(staff, ids);
    const page = await staff.open(`/collections/${id}/publication`);
    await staff.send(`/collections/${id}/publication`, { revision: revisionIn(page.text), reach: "public" });
    const key = await registry.person("ri", "curator");
    const read = await registry.call("GET", `/api/v1/resources/${ids[1]}`, { key });
    await registry.call("POST", `/api/v1/resources/${ids[1]}/withdrawal`, {
      key,
      headers: { "if-match": String(read.headers.get("etag")) },
      body: { reason: "The page is no more" },
    });
    const seen = await visit(registry).open(`/collections/${id}`);
    expect(titlesIn(seen.text)).toEqual(["Folding", "Placing"]);
    expect(seen.text).toContain("2 resources");
    expect(seen.text).not.toContain("Cutting");
    const kept = await staff.open(`/collections/${id}/edit`);
    for (const words of ["One resource needs a look", "Cutting", "The page is no more"])
      expect(kept.text).toContain(words);
  });
});

describe("state staff", () => {
  test("put a collection on the home page, and take it off", async () => {
    const { registry, ids } = await open();
    const staff = await as(registry, "ri");
    const id = await begun(staff, ids);
    const page = await staff.open(`/collections/${id}/publication`);
    await staff.send(`/collections/${id}/publication`, { revision: revisionIn(page.text), reach: "public" });
    expect((await visit(registry).open("/")).text).not.toContain("Fresh collections");
    const teacher = await as(registry, "28103");
    expect((await teacher.send("/collections/featured", { collection: id, do: "add" })).status).toBe(403);
    expect((await teacher.open("/collections/featured")).status).toBe(404);
    await staff.send("/collections/featured", { collection: id, do: "add" });
    const home = await visit(registry).open("/");
    expect(home.text).toContain("Fresh collections");
    expect(home.text).toContain("Fractions by hand");
    expect(
      (await staff.send("/collections/featured", { collection: id, do: "up", seen: "other" })).status,
    ).toBe(409);
    await staff.send("/collections/featured", { collection: id, do: "remove", page: "featured" });
    expect((await visit(registry).open("/")).text).not.toContain("Fresh collections");
  });

  test("accept a teacher's collection for everyone, and each new version of it", async () => {
    const { registry, ids } = await open();
    const [teacher, staff] = [await as(registry, "28103"), await as(registry, "ri")];
    const curator = await as(registry, "28");
    const id = await begun(teacher, ids);
    const publish = async (fields: object) => {
      const { text } = await teacher.open(`/collections/${id}/publication`);
      return teacher.send(`/collections/${id}/publication`, {
        revision: revisionIn(text),
        do: "publish",
        ...fields,
      });
    };
    const accept = async (who: Visit) => {
      const review = (await registry.parts.store.reviews.unfinished([id]))[0];
      const { text } = await who.open(`/reviews/${review?.id}`);
      const answered = await who.send(`/reviews/${review?.id}/decision`, { ...seenIn(text), ...ALL_YES });
      expect(answered.status).toBe(303);
      return text;
    };
    const offered = await publish({ reach: "public", message: "For families, too." });
    expect(offered.location).toMatch(/^\/reviews\/[\w-]+\?done=offered$/);
    expect((await registry.parts.store.collections.get(id))?.reach).toBe("state");
    expect((await teacher.open(`/collections/${id}`)).text).toContain("is reviewing, since today");
    const out = visit(registry);
    expect((await out.open(`/collections/${id}`)).status).toBe(404);
    const asked = await accept(curator);
    for (const words of ["Fractions by hand", "For families, too.", "Folding", "Your decision"])
      expect(asked).toContain(words);
    expect((await out.open(`/collections/${id}`)).status).toBe(404);
    await accept(staff);
    expect((await out.open(`/collections/${id}`)).text).toContain("Endorsed by Providence and the state");
    const { text } = await teacher.open(`/collections/${id}/edit`);
    await teacher.send(`/collections/${id}/edit`, {
      revision: revisionIn(text),
      title: "Second",
      do: "save",
    });
    expect((await publish({ reach: "public" })).location).toContain("done=offered");
    expect((await out.open(`/collections/${id}`)).text).not.toContain("Second");
    expect((await out.open(`/collections/${id}/versions/2`)).status).toBe(404);
    expect((await staff.open(`/collections/${id}/versions/2`)).text).toContain("This is version 2");
    await accept(curator);
    expect(await accept(staff)).toContain("Second");
    expect((await out.open(`/collections/${id}`)).text).toContain("Second");
    expect((await registry.call("GET", `/api/v1/collections/${id}/versions/1`)).body.content.title).toBe(
      "Fractions by hand",
    );
  });

  test("hide what should not be there, with a reason", async () => {
    const { registry, ids } = await open();
    const teacher = await as(registry, "28103");
    const id = await begun(teacher, ids);
    const page = await teacher.open(`/collections/${id}/publication`);
    await teacher.send(`/collections/${id}/publication`, { revision: revisionIn(page.text), reach: "state" });
    const staff = await as(registry, "ri");
    expect((await staff.send(`/collections/${id}/hiding`, { reason: "" })).status).toBe(400);
    await staff.send(`/collections/${id}/hiding`, { reason: "It names a student" });
    const other = await registry.person("35");
    expect((await registry.call("GET", `/api/v1/collections/${id}`, { key: other })).status).toBe(404);
    expect((await teacher.open(`/collections/${id}`)).text).toContain("A curator has hidden this collection");
    expect((await teacher.send(`/collections/${id}/hiding`, { do: "show" })).status).toBe(403);
    await staff.send(`/collections/${id}/hiding`, { do: "show" });
    expect((await registry.call("GET", `/api/v1/collections/${id}`, { key: other })).status).toBe(200);
  });
});

describe("keeping it together", () => {
  test("someone of another school is asked, accepts, and changes it", async () => {
    const { registry, ids } = await open();
    const teacher = await as(registry, "28103");
    const curator = await as(registry, "28");
    const email = "curator@providence.example";
    const person = await registry.parts.store.people.get(
      DEMO_PEOPLE.find((p) => p.organization === "28")?.id ?? "",
    );
    if (!person) throw new Error("no curator");
    await registry.parts.store.commit([{ noun: "person", after: { ...person, email } }]);
    const id = await begun(teacher, ids);
    const wrong = await teacher.send(`/collections/${id}/curators`, { do: "ask", who: "Nobody At All" });
    expect([wrong.status, wrong.text.includes("not the name of a colleague")]).toEqual([400, true]);
    await teacher.send(`/collections/${id}/curators`, { do: "ask", who: email });
    expect((await teacher.open(`/collections/${id}/curators`)).text).toContain("has been asked");
    expect((await curator.open("/collections")).text).toContain("asks you to help maintain a collection");
    expect((await curator.open(`/collections/${id}/edit`)).status).toBe(404);
    expect((await curator.open(`/collections/${id}/invitation`)).text).toContain("Fractions by hand");
    const yes = await curator.send(`/collections/${id}/invitation`, { do: "accept" });
    const draft = await curator.open(yes.location ?? "");
    expect(draft.status).toBe(200);
    const saved = await curator.send(`/collections/${id}/edit`, {
      revision: revisionIn(draft.text),
      title: "By two of us",
      do: "section-add",
    });
    expect(saved.location).toContain("#heading-1");
    expect((await teacher.open(`/collections/${id}/edit`)).text).toContain("By two of us");
    const place = (await registry.parts.store.collections.get(id))?.curators[0]?.id ?? "";
    await curator.send(`/collections/${id}/curators`, { do: "end", id: place });
    expect((await curator.open(`/collections/${id}/edit`)).status).toBe(404);
  });
});

test("a resource names the collections it is in, to those who may see them", async () => {
  const { registry, ids } = await open();
  const [folding, cutting, placing] = ids;
  const key = await registry.person("28103");
  const names = async (id: string, as: Visit) =>
    [
      ...(await as.open(`/resources/${id}`)).text.matchAll(
        /In collections<\/h2>.*?>([^<]*)<\/a>.*?small soft">([^<]*)</gs,
      ),
    ].map(([, title, step]) => `${title}: ${step}`);
  const teacher = await as(registry, "28103");
  const id = await begin(registry, key, holding(folding, cutting));
  expect(await names(cutting, teacher)).toEqual([]);
  expect((await publish(registry, key, id, "district")).status).toBe(200);
  expect(await names(cutting, teacher)).toEqual(["Fractions you can point at: 2 of 2"]);
  expect(await names(placing, teacher)).toEqual([]);
  expect(await names(cutting, visit(registry))).toEqual([]);
});
