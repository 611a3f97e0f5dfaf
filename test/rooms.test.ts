import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "../src/kernel/root.ts";

/** The only file that names SQLite's driver. */
const SQLITE = "db/driver.ts";

/** The file name is the permission: what a room may never import (README, "The house"). */
const RUNNING = [
  "express",
  "drizzle-orm",
  SQLITE,
  "node:fs",
  "node:http",
  "node:crypto",
  "pino",
  "meilisearch",
  "openid-client",
];
const ROOMS: { room: string; files: RegExp; never: (string | RegExp)[] }[] = [
  {
    room: "meaning: nouns and their rules",
    files:
      /^src\/(problem|fault|(collections\/(collection|standing|arranging|deed|lifecycle|publishing|hiding|keepers|gaps|featuring|representation)|notices\/(notice|telling|review-notices)|resources\/(resource|deed|lifecycle|removal|history|understand|representation|difference)|erasing\/erasure|reports\/report)|sharing\/\w+|people\/(person|key|may|standing|session|account|audit|invitation|identity|provider)|organizations\/(?!api)\w+|standards\/(framework|handle|code\w*|code-index|neighbors|recognize|spelling|case[\w-]*|import[\w-]*|outline|tree)|reference\/(?!api)\w+|search\/(facets|relaxing|query|document|ranking\w*|answer|highlight|words|names|tokens)|exchange\/\w+|imports\/(import|harvest|links|opening|plan|columns|cells?|cell-[\w-]+|description|duplicates|findings|known|row|values|spellings|table|written|template|marked|carry|representation))\.ts$/,
    never: [...RUNNING, /\bdb\//, /store\.ts$/, /config\.ts$/, /web\//, /\.tsx$/],
  },
  {
    room: "promises",
    files: /^src\/((\w+\/)?store|search\/engine)\.ts$/,
    never: [...RUNNING, /\bdb\//, /config\.ts$/, /web\//],
  },
  {
    room: "remembering",
    files: /^db\/sqlite\/.*\.ts$/,
    never: ["express", /src\/search\//, /src\/web\//, /\.tsx$/],
  },
  {
    room: "finding",
    files: /^src\/search\/(embedded\/.*|meilisearch.*)\.ts$/,
    never: ["express", "drizzle-orm", /\bdb\//, /(^|\/)store\.ts$/, /web\//],
  },
  {
    room: "carrying",
    files:
      /^src\/(search\/(indexer|finder)|(resources|collections)\/reading|resources\/past|usage\/counter|people\/oidc|imports\/(run|harvesting|trying|opening-up|checking|carrying|report|worker|desk|arriving|placing|deeds))\.ts$/,
    never: ["express", "drizzle-orm", SQLITE, "meilisearch", /\bdb\//, /web\//],
  },
  {
    room: "asking and answering",
    files: /(^|\/)(\w+\.)?(api|pages)\.tsx?$/,
    never: ["drizzle-orm", SQLITE, "meilisearch", /\bdb\//],
  },
  {
    room: "showing",
    files: /(views|layout|form|pieces)\.tsx$/,
    never: ["express", "drizzle-orm", SQLITE, /\bdb\//, /search\/(engine|finder|indexer)\.ts$/],
  },
];

/** The joining rooms, which may import everything. */
const JOINING =
  /^(src\/(server|cli|app|api|pages|parts|operations)\.tsx?|src\/commands\/.*|seed\/.*|openapi\/.*)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "public" ? [] : filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** What a file imports at run time; types do not run. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const found = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;]*?\sfrom\s+)?"([^"]+)"/gms);
  return [...found].map(([, from = ""]) =>
    from.startsWith(".") ? relative(ROOT, join(ROOT, file, "..", from)) : from,
  );
}

const files = ["src", "db", "openapi", "seed"].flatMap(filesBelow);

describe("the file name is the permission", () => {
  test.each(ROOMS)("$room", ({ files: pattern, never }) => {
    const inRoom = files.filter((file) => pattern.test(file) && !JOINING.test(file));
    expect(inRoom.length).toBeGreaterThan(0);
    const trespassing = inRoom.flatMap((file) =>
      importsOf(file)
        .filter((from) =>
          never.some((no) =>
            typeof no === "string" ? from === no || from.startsWith(`${no}/`) : no.test(from),
          ),
        )
        .map((from) => `${file} imports ${from}`),
    );
    expect(trespassing).toEqual([]);
  });

  test("no file asks the environment except the commands that start the program", () => {
    const asking = files.filter((file) => /process\.env\b/.test(readFileSync(join(ROOT, file), "utf8")));
    expect(asking).toEqual(["src/start/commands/open.ts"]);
  });

  test("no raw door for markup is opened outside JSON-LD", () => {
    const raw = files.filter((file) =>
      /dangerouslySetInnerHTML/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(raw.filter((file) => !/src\/web\/(layout|jsonld)\.tsx$/.test(file))).toEqual([]);
  });
});
