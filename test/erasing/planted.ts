import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import Database from "../../db/driver.ts";
import { newImport } from "../../src/imports/actions/create.ts";
import { reportOf, uploadOf } from "../../src/imports/actions/import-run.ts";
import type { Import, ImportRow } from "../../src/imports/rules/import.ts";
import { wideningOf } from "../../src/imports/rules/widening.ts";
import { cast, decide, idOf, MEND } from "../reviews/review-cast.ts";
import type { TestRegistry } from "../support/registry.ts";

/** A word nobody else uses, whose stem is itself. */
export const WORD = "xylorimbo";
export const LINK = `https://example.org/${WORD}`;
export const OTHERS = "Bellows of the neighbors";

/**
 * A resource about which everything was said that can be said, each time with the word in it; and what others
 * keep that is to stay. Withdrawn in the end while a curator has hidden it.
 */
export async function planted(registry: TestRegistry) {
  const people = await cast(registry);
  const { teacher, neighbor, curator } = people;
  const send = async (method: string, path: string, key: string, body?: object, headers = {}) => {
    const answer = await registry.call(method, `/api/v1${path}`, { key, headers, ...(body ? { body } : {}) });
    expect([method, path, answer.status < 300, answer.status < 300 ? "" : answer.text]).toEqual([
      method,
      path,
      true,
      "",
    ]);
    return answer.body;
  };
  const upload = async (key: string, content: string, name: string) => {
    const answer = await fetch(`${registry.address}/api/v1/files?name=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/octet-stream" },
      body: content,
    });
    return (await answer.json()).files[0].hash as string;
  };
  const file = await upload(teacher, `%PDF-1.7\n${WORD}\n`, `${WORD}.pdf`);
  const shared = await upload(teacher, "%PDF-1.7\na sheet everyone uses\n", `${WORD} too.pdf`);
  await upload(neighbor, "%PDF-1.7\na sheet everyone uses\n", "sheet.pdf");

  const said = {
    title: `The ${WORD} lesson`,
    summary: `All about the ${WORD}.`,
    url: LINK,
    keywords: [WORD],
    author: `${WORD} smith`,
    publisher: WORD,
    materials: `One ${WORD}`,
    subjects: ["mathematics"],
    license: "CC-BY-4.0",
    files: [
      { hash: file, name: `${WORD}.pdf` },
      { hash: shared, name: "sheet.pdf" },
    ],
    reach: "state",
  };
  const { id } = await send("POST", "/resources", teacher, said, { "idempotency-key": "said-once" });
  const at = `/resources/${id}`;
  const etagOf = async () =>
    (await registry.call("GET", `/api/v1${at}`, { key: teacher })).headers.get("etag") ?? "";
  await send("PATCH", at, teacher, { summary: `More of the ${WORD}.` }, { "if-match": await etagOf() });
  const review = await send("POST", `${at}/reviews`, teacher, {
    reach: "public",
    message: `Look at my ${WORD}`,
  });
  await send("POST", `/reviews/${review.id}/comments`, teacher, { words: `The ${WORD} is mine` });
  await decide(registry, curator, review.id, { ...MEND, words: `Mend the ${WORD}` });
  await send("POST", `${at}/claims`, neighbor, { item: "3nfa2", type: "teaches" });
  const report = { kind: "inappropriate", words: `The ${WORD}!`, email: "parent@home.example" };
  const answered = await send("POST", `${at}/reports`, neighbor, report);
  await send("POST", `/reports/${answered.id}/answer`, curator, { words: `We look at the ${WORD}` });
  await registry.parts.mailSender.send();
  await send("POST", `${at}/reports`, neighbor, { ...report, notice: true });

  const entries = [{ resource: id, note: `Begin with the ${WORD}` }];
  const made = await send("POST", "/collections", neighbor, {
    title: "Sounds",
    sections: [{ heading: "", note: "", entries }],
  });
  const c = `/api/v1/collections/${made.id}`;
  const draft = (await registry.call("GET", `${c}?draft=yes`, { key: neighbor })).headers.get("etag") ?? "";
  await send(
    "POST",
    `/collections/${made.id}/publication`,
    neighbor,
    { reach: "state" },
    { "if-match": draft },
  );
  const relations = [
    { type: "basedOn", resource: id, title: `The ${WORD}` },
    { type: "basedOn", url: "https://example.org/kept", title: "Kept" },
  ];
  const other = await send("POST", "/resources", neighbor, {
    title: OTHERS,
    subjects: ["arts"],
    license: "CC-BY-4.0",
    files: [{ hash: shared, name: "sheet.pdf" }],
    relations,
    reach: "state",
  });
  await aside(registry, {
    id,
    other: other.id,
    teacher: await idOf(registry, teacher),
    neighbor: await idOf(registry, neighbor),
  });
  await send("PUT", `${at}/hiding`, curator, { reason: `For the ${WORD}` });
  const body = { reason: `I take the ${WORD} back` };
  await send("POST", `${at}/withdrawal`, teacher, body, { "if-match": await etagOf() });
  await registry.indexed();
  return {
    ...people,
    id: id as string,
    other: other.id as string,
    collection: made.id as string,
    file,
    shared,
  };
}

interface Ids {
  id: string;
  other: string;
  teacher: string;
  neighbor: string;
}

/** What comes to be in long ways, or cannot be had together with the rest: straight into the rows. */
async function aside(registry: TestRegistry, { id, other, teacher, neighbor }: Ids): Promise<void> {
  const { store, newId, clock, config } = registry.parts;
  const at = clock();
  const typed = { title: [`My next ${WORD}`], link: [LINK] };
  const page = { link: LINK, metadata: { title: WORD } } as never;
  const drafts = [
    { id, person: teacher, typed, createdAt: at, changedAt: at },
    { id: newId(), person: teacher, typed, page, createdAt: at, changedAt: at },
    { id: newId(), person: neighbor, typed: { title: ["Mine"] }, createdAt: at, changedAt: at },
  ];
  const waiting = { to: "x@home.example", subject: "Sounds", text: `The ${WORD} of /resources/${id}` };
  const later = "2099-01-01T00:00:00.000Z";
  const mail = { id: newId(), kind: "letter", letter: waiting, state: "waiting", tries: 0 } as const;
  await store.commit([
    ...drafts.map((after) => ({ noun: "draft" as const, after })),
    { noun: "saved", person: neighbor, resource: id, at },
    { noun: "mail", after: { ...mail, nextTry: later, createdAt: at } },
    ...imported(registry, { id, other, by: teacher, organization: "28103" }),
  ]);
  await store.usage.add([
    { day: "2026-11-30", kind: "open", what: id, district: "28", count: 3 },
    { day: "2026-11-30", kind: "search", what: "sounds", district: "28", count: 3 },
  ]);
  const sqlite = new Database(join(config.dataDir, "registry.db"));
  sqlite.prepare("update resources set external_id = ? where id = ?").run(WORD, id);
  const event = JSON.stringify({ what: "commented", at, by: teacher, note: WORD });
  sqlite
    .prepare("insert into review_events (review, event) select id, ? from reviews where resource = ?")
    .run(event, id);
  sqlite
    .prepare("insert into imported values (?, '28103', 'list', 'i', 1, ?)")
    .run(id, JSON.stringify({ title: WORD }));
  sqlite.close();
}

/** Three imports: the one it came with, a preview never brought in, and one of another place that it looked like. */
function imported({ parts }: TestRegistry, { id, other, by, organization }: Record<string, string>) {
  const { newId, clock, importer } = parts;
  const begin = (place: string): Import => {
    const given = { id: newId(), organization: place, name: "list.csv", size: 9, sha256: "0" };
    const samples = { Title: [`The ${WORD} lesson`] };
    const outline = { headers: ["Title"], samples, rows: 1, unknown: [], shared: [], lacksTitle: false };
    const named = [{ seq: 1, title: `The ${WORD} lesson`, why: "It waits already." }];
    const opening = { ...wideningOf({ reach: "public" }), left: 1, named };
    return {
      ...newImport(given, by ?? "", clock()),
      state: "done",
      trouble: `"${WORD}" is long`,
      ...(place === organization ? { outline, opening } : {}),
    };
  };
  const row = (more: Partial<ImportRow>): ImportRow => ({
    seq: 1,
    row: 2,
    outcome: "new",
    title: "Another title",
    changes: [],
    kept: [],
    duplicates: [],
    faults: [],
    warnings: [],
    ...more,
  });
  const said = { title: `The ${WORD} lesson`, url: LINK };
  const finding = { header: "Title", column: "title", value: WORD, detail: "is long" };
  const mine = [
    row({ ...said, said, externalId: WORD, resource: id ?? "", warnings: [finding] }),
    row({ seq: 2, title: "It stays", resource: other ?? "" }),
  ];
  const looksAlike = { resource: id ?? "", title: said.title, url: LINK, why: "same address" as const };
  const imports = [
    { i: begin(organization ?? ""), rows: mine },
    { i: begin(organization ?? ""), rows: [row({ title: `The ${WORD}, again`, said: { url: LINK } })] },
    { i: begin("36"), rows: [row({ duplicates: [looksAlike] })] },
  ];
  for (const { i } of imports.slice(0, 2)) {
    writeFileSync(uploadOf(importer.folder, i.id), `Title\nThe ${WORD} lesson\n`);
    writeFileSync(reportOf(importer.folder, i.id), `Title,Fault\nThe ${WORD} lesson,none\n`);
  }
  const tried = { seq: 1, url: LINK, result: "moved" as const, detail: `leads to ${WORD}`, at: clock() };
  const findings = [{ ...finding, kind: "warning" as const, rows: 1, first: [] }];
  return imports.flatMap(({ i, rows }, n) => [
    {
      noun: "import" as const,
      after: n === 2 ? { ...i, trouble: "" } : i,
      shared: { findings: n === 2 ? [] : findings, understood: [] },
    },
    { noun: "import-rows" as const, import: i.id, added: rows },
    { noun: "import-rows" as const, import: i.id, links: n === 0 ? [tried] : [] },
    {
      noun: "import-rows" as const,
      import: i.id,
      done: [
        {
          row: {
            seq: 1,
            ...(n === 0 ? { resource: id ?? "" } : {}),
            result: "created" as const,
            why: n === 0 ? `The ${WORD} is new` : "",
          },
        },
      ],
    },
  ]);
}
