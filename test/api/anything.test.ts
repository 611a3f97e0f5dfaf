import { request } from "node:http";
import { expect, test } from "@jest/globals";
import { seedResources } from "../../seed/data.ts";
import type { Endpoint } from "../../src/doorway/endpoint.ts";
import { endpoints } from "../../src/start/api.ts";
import { Random } from "../support/random.ts";
import { openTestRegistry } from "../support/registry.ts";

const REQUESTS = 2500;

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

interface Got {
  status: number;
  type: string;
  text: string;
}

/** Sends exactly these bytes: `fetch` would correct addresses and headers on the way. */
function send(port: number, { method, path, headers, body }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", method, path, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers["content-type"] ?? "",
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    let answered = false;
    asked.on("response", () => (answered = true));
    // A server may answer and hang up before it has read five megabytes.
    asked.on("error", (error) => !answered && reject(error));
    if (body) asked.write(body);
    asked.end();
  });
}

/** Strings that have broken other programs. */
const NASTY = [
  "",
  " ",
  "0",
  "-1",
  "1e309",
  "NaN",
  "null",
  "not-stated",
  "9007199254740993",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)//https://",
  "data:text/html,<script>1</script>",
  "https://",
  "http://[::1",
  "https://user:pass@example.org/%zz",
  "'; drop table resources; --",
  '" OR 1=1 --',
  "fractions OR NEAR(a b, 5) AND NOT * ^ : ( ) { } -",
  '"unclosed',
  "<script>alert(1)</script>",
  "{{7*7}}",
  "../../../../etc/passwd",
  "%00",
  "\u0000\u0001\u001f\u007f",
  "\ud83d",
  "😀👩‍👩‍👧‍👦🏳️‍🌈",
  "é\u0301ñ\u202e\u200b\ufeff",
  "日本語の教材",
  "constructor",
  "__proto__",
  "toString",
  "4.NF.B.3",
  "4nfb3",
  "K-12",
  "mathematics",
  "developing",
  "a".repeat(10_000),
  "fractions ".repeat(1000),
];

const seeded = seedResources();

/** A random JSON value; sometimes deep, sometimes wide. */
function anyJson(random: Random, depth = 0): unknown {
  const kind = random.int(0, depth > 4 ? 5 : 8);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return random.pick([0, -1, 1.5, 1e308, -0, 2 ** 53, random.int(-1000, 1000)]);
  if (kind < 6) return random.pick(NASTY);
  const members = Array.from({ length: random.int(0, 4) }, () => anyJson(random, depth + 1));
  if (kind === 6) return members;
  return Object.fromEntries(members.map((value, i) => [i === 0 ? random.pick(NASTY) : `m${i}`, value]));
}

/** A description out of the seed, with some of it spoiled. */
function mutated(random: Random): Record<string, unknown> {
  const whole: Record<string, unknown> = { ...random.pick(seeded) };
  if (random.chance(0.5)) delete whole.externalId;
  for (let spoilt = random.pick([0, 0, 1, 3]); spoilt > 0; spoilt--) {
    const name = random.pick([
      ...Object.keys(whole),
      "reach",
      "organization",
      "owner",
      "status",
      "relations",
      "accessibility",
    ]);
    const now = whole[name];
    whole[name] = Array.isArray(now) && random.chance(0.5) ? [...now, anyJson(random)] : anyJson(random);
  }
  if (random.chance(0.3)) whole.organization = random.pick(["ri", "28", "28103", "nowhere"]);
  if (random.chance(0.2))
    whole[random.pick(["__proto__", "constructor", "unknown", "id", "revision"])] = anyJson(random);
  return whole;
}

const deep = (levels: number) => Buffer.from(`${'{"a":['.repeat(levels)}1${"]}".repeat(levels)}`);

function anyBody(random: Random): Buffer | undefined {
  const kind = random.int(0, 99);
  if (kind < 5) return undefined;
  if (kind < 60) return Buffer.from(JSON.stringify(mutated(random)));
  if (kind < 75) return Buffer.from(JSON.stringify(anyJson(random)) ?? "");
  if (kind < 80) return deep(random.pick([10, 1000, 50_000]));
  if (kind < 84) return Buffer.from(JSON.stringify(mutated(random)).slice(0, random.int(0, 200)));
  if (kind < 88) return Buffer.from(Array.from({ length: 200 }, () => random.int(0, 255)));
  if (kind < 90) return Buffer.from(JSON.stringify(mutated(random)), "utf16le");
  if (kind < 91) return Buffer.alloc(5_000_000, `"${"x".repeat(99)}",`);
  if (kind < 93)
    return Buffer.from(JSON.stringify({ title: "x", keywords: Array(random.pick([51, 5000])).fill("k") }));
  return Buffer.from(
    JSON.stringify({ reason: random.pick(NASTY), label: random.pick(NASTY), days: anyJson(random) }),
  );
}

const encoded = (text: string) =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd").slice(0, 5000));

function anyPath(random: Random, e: Endpoint, ids: string[]): string {
  const value = () => {
    const kind = random.int(0, 9);
    if (kind < 5) return random.pick(ids);
    if (kind === 5) return random.pick(["ri", "28", "1", "subject", "ccss-math"]);
    if (kind === 6) return random.pick(["%", "%zz", "%c0%af", "%00", "..%2f..", "%ff"]);
    return encoded(random.pick(NASTY)) || "x";
  };
  const path = `/api/v1${e.path.replace(/\{\w+\}/g, value)}`;
  return random.chance(0.03) ? path + random.pick(["/", "//", "/../..", ";x", "%20"]) : path;
}

function anyQuery(random: Random, e: Endpoint): string {
  const known = Object.keys(e.query?.shape ?? {});
  if (random.chance(known.length > 0 ? 0.1 : 0.7)) return "";
  const pairs = Array.from({ length: random.int(1, 4) }, () => {
    const name = random.chance(0.85) && known.length > 0 ? random.pick(known) : encoded(random.pick(NASTY));
    const value = random.chance(0.05) ? random.pick(["%", "%zz", "%ff"]) : encoded(random.pick(NASTY));
    return `${name.slice(0, 300)}=${value.slice(0, 3000)}`;
  });
  return `?${pairs.join("&")}`;
}

function anyHeaders(random: Random, keys: string[], body: Buffer | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (random.chance(0.85)) headers.authorization = `Bearer ${random.pick(keys)}`;
  else if (random.chance(0.5))
    headers.authorization = random.pick(["Bearer", "Basic eDp5", "Bearer x", `Bearer ${"x".repeat(300)}`]);
  if (random.chance(0.5)) headers["if-match"] = random.pick(["*", '"x"', "W/*", '"a", *', ",,,", "é"]);
  if (random.chance(0.2)) headers["if-none-match"] = random.pick(["*", '"x"', "nonsense"]);
  if (random.chance(0.2))
    headers["idempotency-key"] = random.pick(["short", "long enough", "again and again", "x".repeat(201)]);
  if (random.chance(0.1))
    headers.accept = random.pick(["text/html", "application/ld+json", "*/*;q=x", ";;;"]);
  if (!body) return headers;
  headers["content-type"] = random.chance(0.9)
    ? random.pick(["application/json", "application/merge-patch+json", "application/json; charset=utf-8"])
    : random.pick([
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "application/json; charset=klingon",
        ";;",
        "multipart/form-data",
      ]);
  if (random.chance(0.04)) headers["content-encoding"] = random.pick(["gzip", "br", "rot13", "deflate"]);
  headers["content-length"] = String(body.length);
  return headers;
}

const WRITING = endpoints.filter((e) =>
  /^(create|replace|patch|upsert|withdraw)Resource$/.test(e.operationId),
);

function anyRequest(random: Random, keys: string[], ids: string[]): Sent {
  const e = random.chance(0.3) ? random.pick(WRITING) : random.pick(endpoints);
  const method = random.chance(0.9)
    ? e.method
    : random.pick(["get", "put", "post", "patch", "delete", "options", "head", "propfind"]);
  const wantsBody = e.body !== undefined ? random.chance(0.95) : random.chance(0.05);
  const body = wantsBody ? anyBody(random) : undefined;
  return {
    method: method.toUpperCase(),
    path: anyPath(random, e, ids) + anyQuery(random, e),
    headers: anyHeaders(random, keys, body),
    body,
  };
}

/** What is wrong with an answer; undefined when it is as it must be. */
function faultOf({ status, type, text }: Got, { method }: Sent): string | undefined {
  if (status >= 500) return `${status}`;
  if (status < 400 || method === "HEAD") return undefined;
  if (!type.startsWith("application/problem+json")) return `${status} as ${type}`;
  const problem = JSON.parse(text) as Record<string, unknown>;
  const right =
    typeof problem.type === "string" && typeof problem.title === "string" && problem.status === status;
  return right ? undefined : `${status} says ${text.slice(0, 200)}`;
}

test(`of ${REQUESTS} random requests none breaks the API, and every refusal is a problem in words`, async () => {
  const random = new Random(Number(process.env.ANYTHING_SEED ?? 20261124));
  const registry = await openTestRegistry({ seeded: true });
  const port = Number(new URL(registry.address).port);
  const keys = await Promise.all([
    registry.person("ri", "curator"),
    registry.person("28", "curator"),
    registry.person("28103"),
    registry.person("28103", "member", ["read"]),
  ]);
  const found = await registry.parts.store.resources.each("", 20);
  const ids = found.map((r) => r.id);
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  for (let i = 0; i < REQUESTS; i++) {
    const sent = anyRequest(random, keys, ids);
    const got = await send(port, sent);
    statuses.set(got.status, (statuses.get(got.status) ?? 0) + 1);
    const fault = faultOf(got, sent);
    if (fault)
      faults.push(
        `request ${i}: ${fault}\n${sent.method} ${sent.path.slice(0, 300)} ${JSON.stringify(sent.headers)}\n${sent.body?.toString().slice(0, 600) ?? ""}`,
      );
    if (got.status === 201) ids.push(...(/"id":"([0-9a-f-]{36})"/.exec(got.text)?.slice(1) ?? []));
  }
  if (faults.length > 0)
    throw new Error(
      `ANYTHING_SEED=${random.seed} finds ${faults.length} faults:\n\n${faults.slice(0, 10).join("\n\n")}`,
    );
  // Not all of it may bounce off the first check.
  for (const status of [200, 201, 400, 401, 403, 404, 412, 413, 415, 428])
    expect({ seed: random.seed, statuses: [...statuses.keys()] }).toMatchObject({
      statuses: expect.arrayContaining([status]),
    });
  expect((await registry.call("GET", "/healthz")).status).toBe(200);
}, 120_000);
