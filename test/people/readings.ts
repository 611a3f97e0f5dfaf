import { expect } from "@jest/globals";
import { REACHES } from "../../src/reach/rules/reach.ts";
import { HIDDEN, put, RESOURCE_STATES } from "./matrix-cast.ts";
import { type Outcome, outcomeOf, type Proofs, pageOutcome, type Stage, toldOf } from "./matrix-stage.ts";

export type ReadingAction =
  | "see"
  | "see its tombstone"
  | "read names in its history"
  | "read every version"
  | "see its proposal";

/** Everything that only looks, tried by everyone on the same resource. */
export const READINGS: Proofs<ReadingAction> = {
  see: {
    states: RESOURCE_STATES,
    api: seenByKey,
    page: seenAtABrowser,
    also: {
      // What is withdrawn has notices of its own, and stands on its owner's shelf: see its tombstone.
      notice: async (on) =>
        on.state === "withdrawn" ? "not asked here" : toldOf(on, "shown", { resource: on.resource.id }),
      // On the page of another that was made from it.
      related: async (on) => {
        const { newId } = on.registry.parts;
        const { description } = on.resource;
        const relations = [{ type: "basedOn" as const, resource: on.resource.id }];
        const { hiding: _hiding, withdrawal: _withdrawal, ...rest } = on.resource;
        const after = {
          ...rest,
          id: newId(),
          status: "active" as const,
          reach: "public" as const,
          description: { ...description, title: "Made from another", relations },
        };
        await put(on.registry, after);
        return (await on.open(`/resources/${after.id}`)).text.includes(wordOf(on)) ? "done" : "unseen";
      },
      shelf: async (on) => {
        const { store, clock } = on.registry.parts;
        const person = on.player.caller.person?.id;
        if (!person || on.state === "withdrawn") return "not asked here";
        await store.commit([{ noun: "saved", person, resource: on.resource.id, at: clock() }]);
        return (await on.open("/shelf")).text.includes(on.address) ? "done" : "unseen";
      },
    },
    no: (_on, door) => (["notice", "related", "shelf"].includes(door) ? "unseen" : undefined),
  },
  "see its tombstone": {
    states: ["withdrawn"],
    api: async (on) => ((await on.call("GET", on.path)).status === 410 ? "done" : "unseen"),
    page: async (on) => ((await on.open(on.address)).status === 410 ? "done" : "unseen"),
    also: { notice: (on) => toldOf(on, "withdrawn", { resource: on.resource.id }) },
    no: () => "unseen",
  },
  "read names in its history": {
    states: RESOURCE_STATES,
    async api(on) {
      const { status, body } = await on.call("GET", `${on.path}/history`);
      if (status !== 200) return outcomeOf(status);
      if ("organization" in on.resource.owner) return "not asked here";
      return body.events[0].by ? "done" : "refused";
    },
    async page(on) {
      const shown = await on.open(`${on.address}/history`);
      if (shown.status !== 200) return pageOutcome(shown);
      if ("organization" in on.resource.owner) return "not asked here";
      return /The (owner|curator who owns it)/.test(shown.text.replace(/<header.*?<\/header>/s, ""))
        ? "done"
        : "refused";
    },
  },
  // The first was never published to anybody.
  "read every version": {
    states: RESOURCE_STATES,
    api: async (on) => outcomeOf((await on.call("GET", `${on.path}/versions/1`)).status),
    page: async (on) => pageOutcome(await on.open(`${on.address}/versions/1`)),
    no: () => "unseen",
  },
  "see its proposal": {
    states: [...REACHES, ...HIDDEN],
    async api(on) {
      const [version, read] = await Promise.all([
        on.call("GET", `${on.path}/versions/3`),
        on.call("GET", on.path),
      ]);
      if (version.status !== 200 && read.text.includes("Waits for a yes"))
        throw new Error(`${on.player.part} reads the proposal in the resource itself`);
      if (read.status === 200) {
        // That something waits is told in the resource and in its history to the same people.
        const history = await on.call("GET", `${on.path}/history`);
        const told = [read.body.proposed !== undefined, history.text.includes('"proposed"')];
        if (told.some((one) => one !== (version.status === 200)))
          throw new Error(`${on.player.part}: told of in the resource and its history: ${told}`);
      }
      return outcomeOf(version.status);
    },
    async page(on) {
      const [version, edit] = [
        await on.open(`${on.address}/versions/3`),
        await on.open(`${on.address}/edit`),
      ];
      // Whoever may see it goes on from it; readers find it nowhere.
      const [shown, goes] = [version, edit].map((page) => page.text.includes("Waits for a yes"));
      if (shown !== goes) throw new Error(`${on.player.part}: its page shows it ${shown}, its form ${goes}`);
      return pageOutcome(version);
    },
    no: () => "unseen",
  },
};

/** The word of its title that no other resource has. Searched for in quotes: it is not read as one like it. */
const wordOf = ({ resource }: Stage) => resource.description.title.split(" ")[0] ?? "";

/** Every way for a program to come to know of a resource: all of them have to agree. */
async function seenByKey(on: Stage): Promise<Outcome> {
  const { resource, path } = on;
  const word = wordOf(on);
  const [read, cached, listed, found, suggested, download, version, claims, history] = await Promise.all([
    on.call("GET", path),
    on.call("GET", path, { headers: { "if-none-match": on.etag } }),
    idsListed(on),
    on.call("GET", `/api/v1/search?q=%22${word}%22`),
    on.call("GET", `/api/v1/suggest?q=${word}`),
    on.call("GET", `/api/v1/search/export?q=%22${word}%22&format=csv`),
    on.call("GET", `${path}/versions/2`),
    on.call("GET", `${path}/claims`),
    on.call("GET", `${path}/history`),
  ]);
  const counted = (found.body.facets as { values?: { count: number }[] }[]).some((f) =>
    f.values?.some((v) => v.count > 0),
  );
  const seen = read.status === 200;
  same(on, seen, {
    cached: cached.status === 304,
    listed: listed.includes(resource.id),
    found: found.body.total === 1,
    counted,
    downloaded: download.text.includes(word),
    version: version.status === 200,
    claims: claims.status === 200,
    history: history.status === 200,
  });
  if (!seen && JSON.stringify(suggested.body).includes(resource.id))
    throw new Error(`${on.player.part} is offered what they may not see`);
  if (!seen && resource.status !== "withdrawn") await absentByKey(on);
  return outcomeOf(read.status);
}

async function idsListed(on: Stage): Promise<string[]> {
  const ids: string[] = [];
  for (let after = on.before; ; ) {
    const { body } = await on.call("GET", `/api/v1/resources?limit=100${after && `&after=${after}`}`);
    ids.push(...body.resources.map((r: { id: string }) => r.id));
    if (!body.next) return ids;
    after = body.next;
  }
}

/** The same for a reader. */
async function seenAtABrowser(on: Stage): Promise<Outcome> {
  const word = wordOf(on);
  const [page, open, results, download] = await Promise.all([
    on.open(on.address),
    on.open(`${on.address}/open`),
    on.open(`/search?q=%22${word}%22`),
    on.open(`/search/export?q=${word}&format=jsonl`),
  ]);
  const seen = page.status === 200;
  same(on, seen, {
    open: open.status === 302,
    shown: results.text.includes(on.address),
    downloaded: download.text.includes(word),
    ...(on.player.caller.person ? { "asked whether it is the same": await askedWhetherTheSame(on) } : {}),
  });
  if (!seen && on.resource.status !== "withdrawn") await absentAtABrowser(on);
  return pageOutcome(page);
}

/** "Already in the registry?": told while somebody describes the same once more. */
async function askedWhetherTheSame(on: Stage): Promise<boolean> {
  const draft = on.registry.parts.newId();
  const { title, url = "" } = on.resource.description;
  await on.send("/share/new", { draft, title, link: url, act: "draft" });
  const { text } = await on.open(`/share/new?draft=${draft}`);
  await on.send(`/share/drafts/${draft}/end`, {});
  return text.includes(`href="${on.address}"`);
}

function same(on: Stage, seen: boolean, ways: Record<string, boolean>): void {
  const wrong = Object.entries(ways).filter(([, way]) => way !== seen);
  if (wrong.length > 0)
    throw new Error(
      `${on.player.part}, ${on.resource.description.title}: read ${seen}, but ${JSON.stringify(Object.fromEntries(wrong))}`,
    );
}

const NOBODY = "01930000-0000-7000-8000-0000000000aa";
const bare = (text: string, { resource }: Stage) =>
  text
    .replace(/urn:request:[\w-]+/g, "")
    .replace(/name="csrf" value="[^"]*"/g, "")
    .replaceAll(resource.id, NOBODY);

/** Every address answers as for an id nobody has: the same status, the same words. */
async function absentByKey(on: Stage): Promise<void> {
  const addresses = [
    "",
    "/history",
    "/versions/1",
    "/versions/2",
    "/versions/3",
    "/claims",
    "/reviews",
    "/erasure",
  ];
  for (const rest of addresses) {
    const there = await on.call("GET", on.path + rest);
    const absent = await on.call("GET", `/api/v1/resources/${NOBODY}${rest}`);
    expect([on.player.part, rest, there.status, bare(there.text, on)]).toEqual([
      on.player.part,
      rest,
      absent.status,
      bare(absent.text, on),
    ]);
    // Made of the words of this one answer, which are the same in number.
    const made = (etag: string | null) => etag?.split("-")[0];
    expect(made(there.headers.get("etag"))).toBe(made(absent.headers.get("etag")));
    expect(there.headers.get("etag")).not.toBe(on.etag);
  }
}

async function absentAtABrowser(on: Stage): Promise<void> {
  // State staff erase what they are told about by its id, whether or not they see it.
  const erasing = on.player.part === "state staff" ? [] : ["/erasure"];
  const rests = [
    "",
    "/open",
    "/edit",
    "/history",
    "/versions/1",
    "/versions/2",
    "/comparison",
    "/report",
    "/hiding",
    "/withdrawal",
    "/claim",
    ...erasing,
  ];
  const pages = [
    ...rests.map((rest) => `${on.address}${rest}`),
    `/collections/add?resource=${on.resource.id}`,
  ];
  for (const path of pages) {
    const there = await on.open(path);
    const absent = await on.open(path.replace(on.resource.id, NOBODY));
    expect([on.player.part, path, there.status, there.location && bare(there.location, on)]).toEqual([
      on.player.part,
      path,
      absent.status,
      absent.location && bare(absent.location, on),
    ]);
    expect(bare(there.text, on)).toBe(bare(absent.text, on));
  }
}
