import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seconds } from "./report-lines.ts";
import type { Serving } from "./serving.ts";

/** An import as the API tells it, as far as the benches look. */
export interface ImportBody {
  id: string;
  state: string;
  waits?: string;
  trouble?: string;
  counts: Record<string, number>;
  results: Record<string, number>;
  faultyCells: number;
  progress: { done: number };
}

const WORKED_AT = ["reading", "checking", "importing", "opening", "undoing"];

/** Uploads a sheet; resolves with the id of its import. */
export async function upload(
  server: Serving,
  file: string,
  org: string,
  name = basename(file),
): Promise<string> {
  const path = `/api/v1/organizations/${org}/imports?name=${encodeURIComponent(name)}`;
  const answer = await fetch(server.address + path, {
    method: "POST",
    headers: { authorization: `Bearer ${DEMO_KEY}`, "content-type": "application/octet-stream" },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
    duplex: "half",
  } as RequestInit);
  if (answer.status !== 201) throw new Error(`The upload answers ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as ImportBody).id;
}

export async function look(server: Serving, org: string, id: string): Promise<ImportBody> {
  const answer = await server.ask("GET", `/api/v1/organizations/${org}/imports/${id}`);
  if (!answer.ok) throw new Error(`The import answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as ImportBody;
}

export async function rested(server: Serving, org: string, id: string, every = 50): Promise<ImportBody> {
  for (;;) {
    const told = await look(server, org, id);
    if (!WORKED_AT.includes(told.state)) return told;
    await sleep(every);
  }
}

export async function act(
  server: Serving,
  org: string,
  id: string,
  what: string,
  body?: object,
): Promise<void> {
  const answer = await server.ask("POST", `/api/v1/organizations/${org}/imports/${id}/${what}`, body);
  if (!answer.ok) throw new Error(`${what} answers ${answer.status}: ${await answer.text()}`);
}

/** Seconds of each stretch of one import, from the first byte sent until its rows can be found. */
export interface Times {
  told: ImportBody;
  checking: number;
  importing: number;
  whole: number;
}

export async function runImport(server: Serving, file: string, org = "28"): Promise<Times> {
  const begun = performance.now();
  const id = await upload(server, file, org);
  const checked = await rested(server, org, id);
  if (checked.state !== "checked") throw new Error(`The import is ${checked.state}: ${checked.trouble}`);
  const checking = seconds(begun);
  await act(server, org, id, "start", { choice: "good" });
  const told = await rested(server, org, id);
  if (told.state !== "done") throw new Error(`The import is ${told.state}: ${told.trouble}`);
  const importing = seconds(begun) - checking;
  await server.ready();
  return { told, checking, importing, whole: seconds(begun) };
}
