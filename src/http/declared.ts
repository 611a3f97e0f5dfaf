import type * as z from "zod";

/** Whether a value has only the members that its schema declares. */
type Declares = (value: unknown) => boolean;

/**
 * Writes an answer as JSON: members that its schema does not declare never leave. To read a whole answer with a schema
 * costs more than to find it; here its members are only compared with the declared ones, and what has others goes
 * through the schema. Whether values have the declared types is held by the tests, which check every answer against the
 * API document (docs/decisions/0048-what-a-search-costs.md). A schema that does more than declare (defaults,
 * transformations) always reads.
 */
export function writerOf(schema: z.ZodType): (body: unknown) => string {
  const declares = declaresIn(schema);
  if (!declares) return (body) => JSON.stringify(schema.parse(body));
  return (body) => JSON.stringify(declares(body) ? body : schema.parse(body));
}

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  innerType?: z.ZodType;
}

/** Undefined for a kind of schema that does more than declare. */
function declaresIn(schema: z.ZodType): Declares | undefined {
  const def = schema.def as unknown as Definition;
  switch (def.type) {
    case "string":
    case "enum":
    case "literal":
    case "number":
    case "int":
    case "boolean":
    case "null":
      return simple;
    case "optional":
    case "nullable": {
      const inner = def.innerType && declaresIn(def.innerType);
      return inner && ((value) => value === undefined || value === null || inner(value));
    }
    case "default": {
      const inner = def.innerType && declaresIn(def.innerType);
      // What is missing is for the schema to add.
      return inner && ((value) => value !== undefined && inner(value));
    }
    case "array":
      return def.element && listOf(declaresIn(def.element));
    case "record":
      return def.valueType && recordOf(declaresIn(def.valueType));
    case "object":
      return objectOf(def);
    default:
      return undefined;
  }
}

/** An object in the place of a word or number would carry its members out. */
const simple: Declares = (value) => typeof value !== "object" || value === null;

function listOf(element: Declares | undefined): Declares | undefined {
  if (!element) return undefined;
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (const one of value) if (!element(one)) return false;
    return true;
  };
}

function recordOf(element: Declares | undefined): Declares | undefined {
  if (!element) return undefined;
  return (value) => {
    if (!isPlain(value)) return false;
    for (const name in value) if (!element(value[name])) return false;
    return true;
  };
}

function objectOf({ shape = {}, catchall }: Definition): Declares | undefined {
  // A loose object lets everything out by itself: its schema says so.
  if (catchall && (catchall.def as unknown as Definition).type !== "never") return undefined;
  const members: Record<string, Declares> = Object.create(null);
  const added: string[] = [];
  for (const [name, schema] of Object.entries(shape)) {
    const declares = declaresIn(schema);
    if (!declares) return undefined;
    members[name] = declares;
    if ((schema.def as unknown as Definition).type === "default") added.push(name);
  }
  return (value) => {
    if (!isPlain(value)) return false;
    for (const name of added) if (value[name] === undefined) return false;
    for (const name in value) {
      const declares = members[name];
      if (!declares?.(value[name])) return false;
    }
    return true;
  };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("toJSON" in value);
