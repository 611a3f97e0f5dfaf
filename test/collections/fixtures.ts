import { expect } from "@jest/globals";
import type { Answer, TestRegistry } from "../support/registry.ts";

const lesson = {
  title: "Folding fractions",
  summary: "Strips of paper.",
  url: "https://example.org/folding",
  license: "CC-BY-4.0",
  subjects: ["mathematics"],
};

/** A resource at this reach, by the holder of this key. */
export async function resource(r: TestRegistry, key: string, title: string, reach: string): Promise<string> {
  const body = { ...lesson, title, url: `https://example.org/${encodeURIComponent(title)}`, reach };
  const made = await r.call("POST", "/api/v1/resources", { key, body });
  expect([made.status, made.body.errors]).toEqual([201, undefined]);
  return String(made.body.id);
}

/** A collection of these as somebody sends it. */
export const holding = (...resources: string[]) => ({
  title: "Fractions you can point at",
  introduction: "Start with paper.",
  sections: [
    { heading: "Start here", note: "", entries: resources.map((id) => ({ resource: id, note: "" })) },
  ],
});

/** Does it to the collection as it is now. */
export async function withEtag(
  r: TestRegistry,
  key: string,
  method: string,
  id: string,
  rest = "",
  body?: object,
): Promise<Answer> {
  const at = `/api/v1/collections/${id}`;
  const read = await r.call("GET", `${at}?draft=yes`, { key });
  const headers = { "if-match": String(read.headers.get("etag")) };
  return r.call(method, `${at}${rest}`, { key, headers, ...(body ? { body } : {}) });
}

/** A draft, by the holder of this key. */
export async function begin(r: TestRegistry, key: string, body: object): Promise<string> {
  const made = await r.call("POST", "/api/v1/collections", { key, body });
  expect([made.status, made.body.errors]).toEqual([201, undefined]);
  return String(made.body.id);
}

export const publish = (r: TestRegistry, key: string, id: string, reach?: string) =>
  withEtag(r, key, "POST", id, "/publication", reach ? { reach } : {});
