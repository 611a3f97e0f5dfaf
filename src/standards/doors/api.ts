import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { writePackage } from "../rules/case.ts";
import type { Framework, Item, Standards } from "../rules/framework.ts";
import { resolveCode } from "../rules/resolve-code.ts";

const tag = "Standards";
const Handle = z.object({
  framework: z.string().max(200).meta({ description: "Short code or CASE identifier", example: "ccss-math" }),
});

const FrameworkBody = z
  .object({
    id: z.string().meta({ description: "CASE identifier" }),
    code: z.string(),
    title: z.string(),
    localTitle: z.string().optional().meta({ description: "The name it goes by in this state" }),
    subject: z.string().optional(),
    creator: z.string().optional(),
    publisher: z.string().optional(),
    officialSourceURL: z.string().optional(),
    adopted: z.string().optional(),
    language: z.string().optional(),
    license: z.string().optional(),
    note: z.string().optional(),
    items: z.int().meta({ description: "How many items it has" }),
  })
  .meta({ id: "Framework", description: "A set of standards or competencies (CASE CFDocument)" });

const ItemBody = z
  .object({
    id: z.string().meta({ description: "CASE identifier, else framework and code" }),
    framework: z.string(),
    code: z.string(),
    label: z.string().optional().meta({ description: "A short label, not the official wording" }),
    statement: z.string().optional().meta({ description: "The official wording, where it was imported" }),
    type: z.string().optional(),
    grades: z.array(z.string()).meta({ description: "CEDS grade levels" }),
    parent: z.string().optional(),
  })
  .meta({ id: "Item", description: "One statement of a framework (CASE CFItem)" });

const frameworkBody = (f: Framework, standards: Standards) => ({ ...f, items: standards.items(f.id).length });

const listFrameworks = endpoint({
  method: "get",
  path: "/frameworks",
  operationId: "listFrameworks",
  tag,
  summary: "List the sets of standards",
  responses: {
    200: {
      description: "All of them",
      body: z.object({ frameworks: z.array(FrameworkBody) }).meta({ id: "FrameworkList" }),
    },
  },
  problems: ["signed-out", "too-many"],
  async answer(_asked, { store }) {
    const { standards } = await store.reference();
    return {
      status: 200,
      body: { frameworks: standards.frameworks.map((f) => frameworkBody(f, standards)) },
    };
  },
});

const readFramework = endpoint({
  method: "get",
  path: "/frameworks/{framework}",
  operationId: "readFramework",
  tag,
  summary: "Read a set of standards with its items",
  params: Handle,
  responses: {
    200: {
      description: "Items in their order; `parent` makes the tree",
      body: FrameworkBody.extend({ tree: z.array(ItemBody) }).meta({ id: "FrameworkWithItems" }),
    },
  },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params }, { store }) {
    const { standards } = await store.reference();
    const framework = known(standards.framework(params.framework));
    return {
      status: 200,
      body: { ...frameworkBody(framework, standards), tree: standards.items(framework.id) },
    };
  },
});

const readCase = endpoint({
  method: "get",
  path: "/frameworks/{framework}/case",
  operationId: "readFrameworkAsCase",
  tag,
  summary: "Read a set of standards as a CASE 1.0 package",
  params: Handle,
  responses: {
    200: {
      description: "CFPackage",
      body: z
        .looseObject({
          CFDocument: z.looseObject({ identifier: z.string(), title: z.string() }),
          CFItems: z.array(z.looseObject({ identifier: z.string() })),
          CFAssociations: z.array(z.looseObject({ identifier: z.string(), associationType: z.string() })),
        })
        .meta({ id: "CFPackage" }),
    },
  },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params }, { store, config }) {
    const { standards } = await store.reference();
    const framework = known(standards.framework(params.framework));
    const associations = await store.associations(framework.id);
    const body = writePackage(framework, standards.items(framework.id), associations, config.publicUrl);
    return { status: 200, body };
  },
});

const findItems = endpoint({
  method: "get",
  path: "/items",
  operationId: "findItems",
  tag,
  summary: "Find a standard by its code, in any usual spelling",
  query: z.strictObject({ code: z.string().trim().min(1).max(100).meta({ example: "4NFB3" }) }),
  responses: {
    200: {
      description: "What the code stands for, and its neighbors",
      body: z.object({ items: z.array(ItemBody), near: z.array(ItemBody) }).meta({ id: "ItemsByCode" }),
    },
  },
  problems: ["invalid", "signed-out", "too-many"],
  async answer({ query }, { store }) {
    const { exact, near } = resolveCode(query.code, (await store.reference()).standards);
    return { status: 200, body: { items: exact, near: near.slice(0, 20) } };
  },
});

const readItem = endpoint({
  method: "get",
  path: "/items/{id}",
  operationId: "readItem",
  tag,
  summary: "Read one standard with its place",
  params: z.object({ id: z.string().max(200) }),
  responses: {
    200: {
      description: "The item",
      body: ItemBody.extend({
        path: z.array(ItemBody).meta({ description: "From the item up to the top" }),
        children: z.array(ItemBody),
      }).meta({ id: "ItemInPlace" }),
    },
  },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params }, { store }) {
    const { standards } = await store.reference();
    const item: Item = known(standards.item(params.id));
    return {
      status: 200,
      body: { ...item, path: standards.path(item.id), children: standards.children(item.id) },
    };
  },
});

export const standardsEndpoints = [listFrameworks, readFramework, readCase, findItems, readItem];

function known<T>(found: T | undefined): T {
  if (!found) throw new Problem("unknown", "There is no such standard.");
  return found;
}
