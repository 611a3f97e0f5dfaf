import { expect } from "@jest/globals";
import { type Answer, type Options, openTestRegistry, type TestRegistry } from "../support/registry.ts";

export const IMPORTS_PATH = "/api/v1/organizations/28/imports";

/** A sheet of a district: rows of cells under these headers. */
export const HEADERS = ["Your ID", "Title", "Link", "Summary", "Content area", "Grade", "License"];
export const sheet = (rows: string[][], headers = HEADERS) =>
  [headers, ...rows].map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(",")).join("\r\n");
export const lesson = (n: number, more: Partial<Record<number, string>> = {}): string[] =>
  [
    `m-${n}`,
    `Measuring puddles ${n}`,
    `https://lessons.example.org/puddles/${n}`,
    "Students measure what the rain left.",
    "Mathematics",
    "3",
    "CC BY 4.0",
  ].map((cell, i) => more[i] ?? cell);
export const lessons = (count: number) => Array.from({ length: count }, (_, i) => lesson(i + 1));

export type ImportBody = Answer["body"];

export interface ImportClient {
  registry: TestRegistry;
  key: string;
  upload(text: string, name?: string, headers?: Record<string, string>): Promise<string>;
  /** Waits until the import rests. */
  rest(id: string): Promise<ImportBody>;
  act(id: string, what: string, body?: unknown, method?: string): Promise<ImportBody>;
  rows(id: string, query?: string): Promise<ImportBody[]>;
  runImport(text: string, choice?: string, name?: string): Promise<ImportBody>;
}

/** A curator of Providence at the desk of its imports. */
export async function importClient(options: Options = {}): Promise<ImportClient> {
  const registry = await openTestRegistry(options);
  const key = await registry.person("28", "curator");
  const rest = async (id: string) => {
    for (let tries = 0; tries < 600; tries++) {
      const { body } = await registry.call("GET", `${IMPORTS_PATH}/${id}`, { key });
      if (!["reading", "checking", "importing", "opening", "undoing"].includes(body.state)) return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("The import did not come to rest");
  };
  const upload: ImportClient["upload"] = async (text, name = "puddles.csv", headers = {}) => {
    const path = `${IMPORTS_PATH}?name=${encodeURIComponent(name)}`;
    const answer = await registry.call("POST", path, {
      key,
      body: text,
      headers: { "content-type": "text/csv", ...headers },
    });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body.id;
  };
  const act: ImportClient["act"] = async (id, what, body, method = "POST") => {
    const answer = await registry.call(method, `${IMPORTS_PATH}/${id}/${what}`, {
      key,
      ...(body === undefined ? {} : { body }),
    });
    if (answer.status >= 300) throw new Error(answer.text);
    return answer.body;
  };
  return {
    registry,
    key,
    upload,
    rest,
    act,
    async rows(id, query = "") {
      return (await registry.call("GET", `${IMPORTS_PATH}/${id}/rows?limit=200${query}`, { key })).body.rows;
    },
    async runImport(text, choice = "good", name) {
      const id = await upload(text, name);
      const checked = await rest(id);
      expect([checked.state, checked.trouble]).toEqual(["checked", undefined]);
      await act(id, "start", { choice });
      return rest(id);
    },
  };
}
