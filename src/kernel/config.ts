import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import * as z from "zod";
import { issueInWords } from "./fault.ts";
import { type Provider, Providers } from "./provider.ts";
import { ROOT } from "./root.ts";
import { type GivenSite, isTimeZone, missingOfSite, type SiteSettings, siteOf } from "./site.ts";

const whole = (least: number, most: number, usual: number) =>
  z.coerce
    .number({ error: "is not a number" })
    .int({ error: "is not a whole number" })
    .min(least, { error: `is below ${least}` })
    .max(most, { error: `is above ${most}` })
    .default(usual);

const address = z.url({ protocol: /^https?$/, error: "is not an http(s) address" });

/** Known to everyone who reads this, so production refuses it. */
const DEMO_SECRET = "demo-secret-that-everyone-can-read";

/** A JSON list, or a file that holds one. Rosters are files too, beside it: one subject or address a line. */
function readProviders(given: string, context: z.RefinementCtx): Provider[] {
  const wrong = (message: string, path: PropertyKey[] = []) =>
    context.addIssue({ code: "custom", message, path: [...path] });
  const inline = given.trimStart().startsWith("[");
  const file = isAbsolute(given) ? given : join(ROOT, given);
  try {
    const list: unknown = JSON.parse(inline ? given : readFileSync(file, "utf8"));
    const read = Providers.safeParse(withRosters(list, inline ? ROOT : dirname(file), wrong));
    if (read.success) return read.data;
    for (const { message, path } of read.error.issues) wrong(message, path);
  } catch {
    wrong(inline ? "is not a JSON list" : `names a file (${given}) that cannot be read as a JSON list`);
  }
  return z.NEVER;
}

function withRosters(
  list: unknown,
  folder: string,
  wrong: (text: string, path: PropertyKey[]) => void,
): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((entry, i) => {
    const name: unknown = entry?.educator?.roster;
    if (typeof name !== "string") return entry;
    try {
      const lines = readFileSync(isAbsolute(name) ? name : join(folder, name), "utf8").split(/\r?\n/);
      const roster = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
      return { ...entry, educator: { ...entry.educator, roster } };
    } catch {
      wrong(`names a roster (${name}) that cannot be read`, [i, "educator", "roster"]);
      return { ...entry, educator: { ...entry.educator, roster: ["-"] } };
    }
  });
}

interface SiteVariables {
  STATE_NAME?: string | undefined;
  STATE_SHORT?: string | undefined;
  TIME_ZONE?: string | undefined;
  REGISTRY_NAME?: string | undefined;
}

const givenSite = (s: SiteVariables): GivenSite => ({
  state: s.STATE_NAME || undefined,
  short: s.STATE_SHORT || undefined,
  timeZone: s.TIME_ZONE || undefined,
  name: s.REGISTRY_NAME || undefined,
});

/** Every setting, by the name of its environment variable. `.env.example` documents each. */
export const Settings = z
  .object({
    PORT: whole(0, 65535, 3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    DATA_DIR: z.string().min(1).default("data"),
    PUBLIC_URL: address.optional(),
    STATE_NAME: z.string().trim().min(2).max(60).optional(),
    STATE_SHORT: z
      .string()
      .regex(/^[A-Z]{2,5}$/, { error: "is not a short form such as VT" })
      .optional(),
    TIME_ZONE: z
      .string()
      .refine(isTimeZone, { error: "is not a time zone such as America/Chicago" })
      .optional(),
    REGISTRY_NAME: z
      .string()
      .trim()
      .max(100)
      .regex(/[A-Za-z]{2}/, { error: "is not a name" })
      .optional(),
    MODE: z.enum(["demo", "production"], { error: 'is neither "demo" nor "production"' }).default("demo"),
    LOG_LEVEL: z
      .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], { error: "is not a log level" })
      .optional(),
    SEARCH_THREADS: whole(1, 16, 1),
    RATE_LIMIT: whole(0, 1_000_000, 600),
    SUGGEST_LIMIT: whole(0, 1_000_000, 6000),
    PAGE_LIMIT: whole(0, 1_000_000, 3000),
    EXPORT_LIMIT: whole(0, 1_000_000, 30),
    TRUST_PROXY: whole(0, 10, 0),
    SEED: z.enum(["yes", "no"], { error: 'is neither "yes" nor "no"' }).default("yes"),
    SESSION_SECRET: z.string().min(32, { error: "has fewer than 32 characters" }).default(DEMO_SECRET),
    PASSPHRASE_COST: whole(14, 20, 17),
    OIDC_PROVIDERS: z.string().transform(readProviders).default([]),
    SMTP_URL: z
      .url({
        protocol: /^smtps?$/,
        error: "is not an address such as smtps://user:password@mail.example:465",
      })
      .optional(),
    MAIL_FROM: z.string().min(3).max(200).optional(),
    CLAMD_URL: z
      .url({ protocol: /^tcp$/, error: "is not an address such as tcp://127.0.0.1:3310" })
      .optional(),
    PRIVATE_HOSTS: z
      .string()
      .default("")
      .transform((text) =>
        text
          .toLowerCase()
          .split(/[\s,]+/)
          .filter((host) => host !== ""),
      ),
    MEILI_URL: address.optional(),
    MEILI_KEY: z.string().min(1).optional(),
    MEILI_INDEX: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{1,100}$/, { error: "may hold letters, digits, - and _ only" })
      .default("resources"),
  })
  .superRefine((s, context) => {
    for (const missing of missingOfSite(givenSite(s)))
      context.addIssue({
        code: "custom",
        path: [missing === "short" ? "STATE_SHORT" : "TIME_ZONE"],
        message: "is needed when STATE_NAME is given",
      });
    if (s.MODE === "production" && !s.PUBLIC_URL)
      context.addIssue({ code: "custom", path: ["PUBLIC_URL"], message: "is needed in production mode" });
    if (s.MODE === "production" && s.PUBLIC_URL && !s.PUBLIC_URL.startsWith("https:"))
      context.addIssue({
        code: "custom",
        path: ["PUBLIC_URL"],
        message: "is plain http: people's sessions would be readable on the way. Put TLS in front",
      });
    if (s.MODE === "production" && s.SESSION_SECRET === DEMO_SECRET)
      context.addIssue({
        code: "custom",
        path: ["SESSION_SECRET"],
        message: "is needed in production mode: a secret of your own, such as `openssl rand -hex 32` makes",
      });
    if (s.MEILI_KEY && !s.MEILI_URL)
      context.addIssue({ code: "custom", path: ["MEILI_URL"], message: "is needed when MEILI_KEY is given" });
  });

export interface Config {
  port: number;
  host: string;
  site: SiteSettings;
  /** Absolute. */
  dataDir: string;
  /** Without a trailing slash; where others reach this registry. */
  publicUrl: string;
  mode: "demo" | "production";
  logLevel: string;
  searchThreads: number;
  /** Requests a minute per key or address; 0 means no limit. */
  rateLimit: number;
  /** The same for suggestions while typing, which a whole school asks from one address. */
  suggestLimit: number;
  /** Pages a minute and address; what they are made of (styles, scripts, icons) is not counted. */
  pageLimit: number;
  /** Downloads of searches a minute per key or address, on page and API alike. */
  exportLimit: number;
  /** How many proxies stand in front. */
  trustProxy: number;
  /** Whether an empty registry is filled with the seed at start. */
  seed: boolean;
  /** Protects forms and the secrets of second factors. */
  sessionSecret: string;
  /** Passphrases are hashed with scrypt at N = 2 to this power. */
  passphraseCost: number;
  /** Where educators of districts sign in, beside accounts of our own. */
  providers: Provider[];
  /** Hosts that may be asked although they are not on the public web. */
  privateHosts: string[];
  /** A virus scanner (clamd) that uploaded files wait for: `tcp://host:port`. */
  clamd?: string;
  /** The mail server, and whom mails come from. Without it they become files. */
  smtp?: { url: string; from: string };
  meili?: { url: string; key?: string; index: string };
}

/** What is wrong with the environment, every fault at once. */
export class ConfigFault extends Error {}

const senderAt = (publicUrl: string, { plainName }: SiteSettings) =>
  `${plainName} <registry@${new URL(publicUrl).hostname}>`;

/** Reads the settings once, at start. Throws `ConfigFault` that lists every fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = Settings.safeParse(given, { error: issueInWords });
  if (!read.success) {
    const faults = read.error.issues.map((i) => {
      const name = String(i.path[0]);
      const value = /SECRET|KEY|OIDC|SMTP/.test(name) ? "…" : (given[name] ?? "");
      const where = i.path.length > 1 ? ` ${i.path.slice(1).join(".")}` : "";
      return `  ${name}=${value}${where} ${i.message}`;
    });
    throw new ConfigFault(`The settings cannot be used:\n${faults.join("\n")}\nSee .env.example.`);
  }
  const s = read.data;
  const site = siteOf(givenSite(s));
  return {
    port: s.PORT,
    host: s.HOST,
    site,
    dataDir: isAbsolute(s.DATA_DIR) ? s.DATA_DIR : join(ROOT, s.DATA_DIR),
    publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ""),
    mode: s.MODE,
    logLevel: s.LOG_LEVEL ?? (s.MODE === "demo" ? "warn" : "info"),
    searchThreads: s.SEARCH_THREADS,
    rateLimit: s.RATE_LIMIT,
    suggestLimit: s.SUGGEST_LIMIT,
    pageLimit: s.PAGE_LIMIT,
    exportLimit: s.EXPORT_LIMIT,
    trustProxy: s.TRUST_PROXY,
    seed: s.SEED === "yes",
    sessionSecret: s.SESSION_SECRET,
    passphraseCost: s.PASSPHRASE_COST,
    providers: s.OIDC_PROVIDERS,
    privateHosts: s.PRIVATE_HOSTS,
    ...(s.SMTP_URL
      ? { smtp: { url: s.SMTP_URL, from: s.MAIL_FROM ?? senderAt(s.PUBLIC_URL ?? "http://localhost", site) } }
      : {}),
    ...(s.CLAMD_URL ? { clamd: s.CLAMD_URL } : {}),
    ...(s.MEILI_URL
      ? { meili: { url: s.MEILI_URL, index: s.MEILI_INDEX, ...(s.MEILI_KEY ? { key: s.MEILI_KEY } : {}) } }
      : {}),
  };
}

/** The registry's name as the environment has it, whatever else is wrong there: for the help of the command line. */
export const nameFrom = (env: SiteVariables): string => siteOf(givenSite(env)).name;
