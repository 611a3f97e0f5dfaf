import { csrfOf } from "../../src/http/csrf.ts";
import { newToken } from "../../src/kernel/secret.ts";
import type { Person, Role } from "../../src/people/rules/person.ts";
import type { TestRegistry } from "../support/registry.ts";

export interface Page {
  status: number;
  headers: Headers;
  text: string;
}

type Fields = Record<string, string | string[]>;

/** Somebody at a browser, signed in. */
export interface Visiting {
  person: Person;
  cookie: string;
  csrf: string;
  get(path: string): Promise<Page>;
  /** Sends a form as a browser does, with the word our pages carry. */
  post(
    path: string,
    fields: Fields,
    files?: { field: string; name: string; bytes: Uint8Array | string }[],
  ): Promise<Page>;
  /** As `post`, then follows the redirect. */
  submit(path: string, fields: Fields): Promise<Page>;
}

let people = 0;

export async function visiting(
  registry: TestRegistry,
  organization: string,
  role: Role = "member",
): Promise<Visiting> {
  const { parts, address } = registry;
  const at = parts.clock();
  const person: Person = {
    id: parts.newId(),
    name: `Visitor ${++people}`,
    demo: false,
    active: true,
    createdAt: at,
  };
  const { token, hash } = newToken();
  const expiresAt = new Date(Date.parse(at) + 3_600_000).toISOString();
  await parts.store.commit([
    { noun: "person", after: person },
    { noun: "membership", after: { person: person.id, organization, role, confirmed: true } },
    {
      noun: "session",
      after: {
        id: parts.newId(),
        person: person.id,
        hash,
        createdAt: at,
        seenAt: at,
        expiresAt,
        browser: "Tests",
        secondFactor: true,
        awaitsCode: false,
      },
    },
  ]);
  const cookie = `session=${token}`;
  const csrf = csrfOf(hash, parts.config.sessionSecret);
  const ask = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const headers = {
      cookie,
      "sec-fetch-site": "same-origin",
      accept: "text/html",
      ...(init.headers as object),
    };
    const response = await fetch(address + path, { ...init, headers, redirect: "manual" });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const post: Visiting["post"] = (path, fields, files) => {
    const pairs = Object.entries({ csrf, ...fields }).flatMap(([name, value]) =>
      [value].flat().map((v): [string, string] => [name, v]),
    );
    if (!files) return ask(path, { method: "POST", body: new URLSearchParams(pairs) });
    const body = new FormData();
    for (const [name, value] of pairs) body.append(name, value);
    for (const { field, name, bytes } of files)
      body.append(field, new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
    return ask(path, { method: "POST", body });
  };
  return {
    person,
    cookie,
    csrf,
    get: (path) => ask(path),
    post,
    async submit(path, fields) {
      const answer = await post(path, fields);
      const to = answer.headers.get("location");
      return to ? ask(to) : answer;
    },
  };
}

/** What the form on a page holds: its fields as they would be sent. */
export function fieldsOf(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), plain(value)];
  };
  const form = html.slice(html.indexOf("<h1"));
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const at = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const name = at("name");
    const type = at("type") ?? "text";
    if (!name || type === "file" || (/checkbox|radio/.test(type) && !/\bchecked\b/.test(tag))) continue;
    add(name, at("value") ?? "");
  }
  for (const [, name = "", options = ""] of form.matchAll(
    /<select[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  )) {
    const chosen = /<option(?=[^>]*\bselected)[^>]*>/.exec(options)?.[0] ?? options;
    add(name, /value="([^"]*)"/.exec(chosen)?.[1] ?? "");
  }
  for (const [, attributes = "", text = ""] of form.matchAll(/<textarea([^>]*)>(.*?)<\/textarea>/gs)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1];
    if (name) add(name, text);
  }
  return fields;
}
const plain = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">");
