import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { Endpoint, ResponseSpec } from "../src/doorway/endpoint.ts";
import { ANSWERS_KEPT_DAYS } from "../src/doorway/idempotency.ts";
import { PROBLEMS, ProblemBody } from "../src/http/problems.ts";
import { siteOf } from "../src/kernel/site.ts";
import type { Example } from "./examples.seed.ts";
import { examples } from "./examples.ts";

const TAGS = {
  Search: "Find resources, or what to type",
  Resources: "Register, read, change and withdraw descriptions of resources",
  Reviews: "Offer a resource for a wider reach or an endorsement, and decide about what is offered",
  Collections: "Ordered, annotated sets of resources, kept by one or by several",
  Imports: "Bring in a whole sheet: see every fault first, watch it, take it back",
  Standards: "Sets of standards and competencies, in CASE terms",
  "Vocabularies and organizations": "What descriptions refer to",
  "You and your keys": "Who a key speaks for",
  Reports: "Problems that somebody saw with a resource",
  Asks: "What people need and did not find, said on purpose",
  Notices: "What is waiting for you, and what you should know",
};

const HEADERS = {
  ifMatch: z.string().meta({ description: "The ETag you read. Without it 428, when it is no longer so 412" }),
  idempotencyKey: z
    .string()
    .optional()
    .meta({
      description: `8 to 200 characters of your choice: the same request again gets the same answer, for ${ANSWERS_KEPT_DAYS} days`,
    }),
};

/** The OpenAPI 3.1 document, made from the same declarations that route and validate. */
export function openApiDocument(endpoints: Endpoint[]): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const e of endpoints) {
    const path = `/api/v1${e.path}`;
    paths[path] = { ...paths[path], [e.method]: operation(e) };
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      // A registry with another name puts it here when it gives the document out.
      title: siteOf({}).name,
      version: "1.0.0",
      description:
        "Open educational resources, searchable by content, standard, topic and competency level. Anonymous callers read what is public; a key (`Authorization: Bearer …`) reads and does what its person may. Requests are counted a minute at a time, per key or else per address; suggestions while typing have a much larger count of their own, so that a school behind one address can type. `RateLimit` headers say what is left, and a 429 when to come back.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    components: { securitySchemes: { key: { type: "http", scheme: "bearer", description: "An API key" } } },
    paths,
  });
}

function operation(e: Endpoint): ZodOpenApiOperationObject {
  const example = examples[e.operationId];
  const header = headersOf(e);
  return {
    operationId: e.operationId,
    tags: [e.tag],
    summary: e.summary,
    ...(e.description ? { description: e.description } : {}),
    security: e.scope ? [{ key: [] }] : [{}, { key: [] }],
    requestParams: {
      ...(e.params ? { path: e.params } : {}),
      ...(e.query ? { query: e.query } : {}),
      ...(header ? { header } : {}),
    },
    ...(e.body ? { requestBody: { required: true, content: bodyOf(e, example) } } : {}),
    responses: {
      ...Object.fromEntries(Object.entries(e.responses).map(([status, r]) => [status, response(r, example)])),
      ...problemsOf(e),
    },
  } as ZodOpenApiOperationObject;
}

function headersOf(e: Endpoint): z.ZodObject | undefined {
  if (e.guard === "required") return z.object({ "If-Match": HEADERS.ifMatch });
  if (e.guard) return z.object({ "If-Match": HEADERS.ifMatch.optional() });
  return e.repeatable ? z.object({ "Idempotency-Key": HEADERS.idempotencyKey }) : undefined;
}

const bodyOf = (e: Endpoint, example: Example | undefined) =>
  Object.fromEntries(
    (e.bodyTypes ?? ["application/json"]).map((type) => [
      type,
      {
        schema: e.body as z.ZodType,
        ...(example?.request === undefined ? {} : { example: example.request }),
      },
    ]),
  );

function response(r: ResponseSpec, example: Example | undefined) {
  const headers =
    r.headers &&
    Object.fromEntries(
      Object.entries(r.headers).map(([name, description]) => [
        name,
        { description, schema: { type: "string" as const } },
      ]),
    );
  const content = r.body && {
    [r.contentType ?? "application/json"]: {
      schema: r.body,
      // As it would leave: undeclared members are stripped.
      ...(example?.response === undefined ? {} : { example: r.body.parse(example.response) }),
    },
  };
  return { description: r.description, ...(headers ? { headers } : {}), ...(content ? { content } : {}) };
}

/** Every kind of "no" an operation declares; several kinds can share a status. */
function problemsOf(e: Endpoint) {
  return Object.fromEntries(
    e.problems.map((kind) => {
      const { status, title } = PROBLEMS[kind];
      const example = { type: `/api/reference#problem-${kind}`, title, status };
      return [
        status,
        { description: title, content: { "application/problem+json": { schema: ProblemBody, example } } },
      ];
    }),
  );
}
