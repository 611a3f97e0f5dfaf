import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import {
  IMPORTS_PATH,
  type ImportBody,
  type ImportClient,
  importClient,
  lesson,
  lessons,
  sheet,
} from "./import-client.ts";

const running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

/** A site of lessons, some of which are no longer where they were. */
async function site(): Promise<{ at: string; asked: string[]; times: number[] }> {
  const asked: string[] = [];
  const times: number[] = [];
  const server = createServer((req, res) => {
    const path = req.url ?? "";
    asked.push(path);
    times.push(Date.now());
    if (path === "/robots.txt") return res.end("User-agent: *\nDisallow: /private");
    if (path === "/old") return res.writeHead(301, { location: "/new" }).end();
    if (path === "/gone") return res.writeHead(404).end();
    if (path === "/locked") return res.writeHead(401).end();
    res.writeHead(200, { "content-type": "text/html" }).end("<title>Here</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, times };
}

async function tried(d: ImportClient, id: string): Promise<ImportBody> {
  for (let tries = 0; tries < 600; tries++) {
    const { body } = await d.registry.call("GET", `${IMPORTS_PATH}/${id}`, { key: d.key });
    if (body.links.state !== "trying") return body.links;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The links are being tried without end");
}

test("links are tried from the check, one at a time for each site, and each row tells how its link was found", async () => {
  const d = await importClient({ env: { PRIVATE_HOSTS: "127.0.0.1" } });
  const s = await site();
  const paths = ["/fine", "/old", "/gone", "/locked", "/private/a"];
  const id = await d.upload(sheet(paths.map((path, n) => lesson(n, { 2: s.at + path }))));
  await d.rest(id);
  expect((await d.act(id, "links")).links).toMatchObject({ state: "trying", tried: 0 });
  const links = await tried(d, id);
  expect(links).toMatchObject({
    state: "done",
    tried: 5,
    results: { works: 1, moved: 1, failing: 1, locked: 1, "not-asked": 1 },
  });
  expect(s.asked).not.toContain("/private/a");
  const [moved] = await d.rows(id, "&link=moved");
  expect(moved).toMatchObject({ row: 3, link: { result: "moved", detail: `leads to ${s.at}/new` } });
  expect((await d.rows(id, "&link=failing")).map((r) => r.link.detail)).toEqual([
    "answers with the error 404",
  ]);
  // Nothing of it stands against bringing them in.
  await d.act(id, "start", { choice: "all" });
  expect(await d.rest(id)).toMatchObject({ state: "done", results: { created: 5 } });
}, 90_000);

test("trying can be stopped, and addresses inside this network are not asked", async () => {
  const d = await importClient();
  const s = await site();
  const id = await d.upload(sheet(lessons(30).map((_, n) => lesson(n, { 2: `${s.at}/${n}` }))));
  await d.rest(id);
  await d.act(id, "links");
  expect((await d.act(id, "links", undefined, "DELETE")).links.state).toBe("stopped");
  const { results } = await tried(d, id);
  expect(Object.keys(results).filter((r) => r !== "unreachable")).toEqual([]);
  expect(s.asked).toEqual([]);
}, 60_000);
