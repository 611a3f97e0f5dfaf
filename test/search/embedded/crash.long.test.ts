import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ROOT } from "../../../src/kernel/root.ts";
import { openEmbedded } from "../../../src/search/embedded/engine.ts";
import type { SearchDocument } from "../../../src/search/rules/document.ts";
import type { SearchEngine } from "../../../src/search/rules/engine.ts";
import { lookAtAll, sorted } from "../brute-force.ts";
import { chanceOf, randomDocument, randomRequest } from "../documents.ts";

let folder = "";
let engine: SearchEngine;
let writing: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "index-"));
});
afterEach(async () => {
  writing?.kill("SIGKILL");
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that takes batch after batch of random changes: batch n is made from seed n. */
function writeElsewhere(first: number, batches: number): ChildProcess {
  const args = [
    "--import",
    "tsx",
    join(ROOT, "test/search/embedded/changes.ts"),
    folder,
    String(first),
    String(batches),
  ];
  writing = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  return writing;
}

/** What the index must hold after so many batches. */
function heldAfter(batches: number): SearchDocument[] {
  const held = new Map<string, SearchDocument>();
  for (let n = 1; n <= batches; n++) for (const d of changesOf(n)) held.set(d.id, d);
  return [...held.values()];
}

function changesOf(n: number): SearchDocument[] {
  const chance = chanceOf(n);
  return Array.from({ length: 60 }, () => randomDocument(`r${Math.floor(chance() * 500)}`, n, chance));
}

async function compare(documents: SearchDocument[], times: number, seed: number): Promise<void> {
  const chance = chanceOf(seed);
  for (let i = 0; i < times; i++) {
    const ask = randomRequest(documents, chance);
    const right = lookAtAll(documents, ask);
    if (right.total === 0) continue;
    const { total, counts } = await engine.find(ask);
    expect({ ask, total, counts: sorted(counts) }).toEqual({
      ask,
      total: right.total,
      counts: sorted(right.counts),
    });
  }
}

async function begin(): Promise<void> {
  engine = openEmbedded({ folder });
  const rebuild = await engine.rebuild();
  await rebuild.finish({ epoch: "e", position: 0 });
}

test("what another process has taken is counted exactly, by a reader that was open all the time", async () => {
  await begin();
  await once(writeElsewhere(1, 2), "exit");
  await compare(heldAfter(2), 10, 1);
  await once(writeElsewhere(3, 10), "exit");
  expect((await engine.cursor())?.position).toBe(12);
  await compare(heldAfter(12), 80, 5);
}, 60_000);

test("after kill -9 in the middle of writing, the index holds exactly what its cursor says", async () => {
  await begin();
  for (let round = 0; round < 3; round++) {
    const done = (await engine.cursor())?.position ?? 0;
    const elsewhere = writeElsewhere(done + 1, 10_000);
    // It says something once it has begun to write.
    await once(elsewhere.stdout as NodeJS.ReadableStream, "data");
    await new Promise((resolve) => setTimeout(resolve, 150 + 130 * round));
    elsewhere.kill("SIGKILL");
    await once(elsewhere, "exit");
    await engine.close();
    engine = openEmbedded({ folder });
    const reached = (await engine.cursor())?.position ?? 0;
    expect(reached).toBeGreaterThan(done);
    const right = heldAfter(reached);
    expect(await engine.held("", 1000)).toEqual(
      right.map(({ id, revision }) => ({ id, revision })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    await compare(right, 40, round);
  }
}, 120_000);
