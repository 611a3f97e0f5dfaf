import type { Schema } from "./json-schema.ts";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface MediaContent {
  schema?: Schema;
  example?: unknown;
}

export interface Response {
  description: string;
  headers?: Record<string, { description?: string }>;
  content?: Record<string, MediaContent>;
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, MediaContent> };
  responses: Record<string, Response>;
}

/** What this page reads of an OpenAPI 3.1 document. */
export interface ApiDocument {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

const METHODS = ["get", "post", "put", "patch", "delete"];

export const anchor = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

export interface Placed {
  method: string;
  path: string;
  operation: Operation;
}

export const operationsOf = (document: ApiDocument, tag: string): Placed[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method];
      return operation?.tags.includes(tag) ? [{ method, path, operation }] : [];
    }),
  );

/** The parts of the API as declared, then those that only operations name: no operation is left out. */
export function tagsOf(document: ApiDocument): { name: string; description?: string }[] {
  const declared = document.tags ?? [];
  const used = Object.values(document.paths).flatMap((path) => METHODS.flatMap((m) => path[m]?.tags ?? []));
  const further = [...new Set(used)].filter((name) => !declared.some((t) => t.name === name));
  return [...declared, ...further.map((name) => ({ name }))];
}
