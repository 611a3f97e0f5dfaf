import type { ProblemKind } from "../problem.ts";
import { Page } from "./layout.tsx";
import { PROBLEMS } from "./problems.ts";
import { type Schema, SchemaFields, typeInWords } from "./schema.views.tsx";
import { useSite } from "./site.ts";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Content {
  schema?: Schema;
  example?: unknown;
}

interface Response {
  description: string;
  headers?: Record<string, { description?: string }>;
  content?: Record<string, Content>;
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
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
const anchor = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

interface Placed {
  method: string;
  path: string;
  operation: Operation;
}

const operationsOf = (document: ApiDocument, tag: string): Placed[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method];
      return operation?.tags.includes(tag) ? [{ method, path, operation }] : [];
    }),
  );

/** The parts of the API as declared, then those that only operations name: no operation is left out. */
function tagsOf(document: ApiDocument): { name: string; description?: string }[] {
  const declared = document.tags ?? [];
  const used = Object.values(document.paths).flatMap((path) => METHODS.flatMap((m) => path[m]?.tags ?? []));
  const further = [...new Set(used)].filter((name) => !declared.some((t) => t.name === name));
  return [...declared, ...further.map((name) => ({ name }))];
}

/** The API in words: every operation by what it is for, with what it takes, answers and refuses. */
export function ReferencePage({ document }: { document: ApiDocument }) {
  const tags = tagsOf(document);
  const schemas = Object.entries(document.components?.schemas ?? {});
  return (
    <Page
      title="For developers"
      at="developers"
      description="The open API of the registry: every operation, what it takes and what it answers."
      canonical="/api/reference"
      skip={{ to: "operations", words: "Skip to the operations" }}
    >
      <div class="stack far">
        <Introduction document={document} />
        <nav class="stack near" aria-label="On this page">
          <h2>On this page</h2>
          <ul class="plain deck">
            {tags.map((t) => (
              <li key={t.name}>
                <a class="text-bold" href={`#${anchor(t.name)}`}>
                  {t.name}
                </a>
                <ul class="plain small">
                  {operationsOf(document, t.name).map(({ operation: o }) => (
                    <li key={o.operationId}>
                      <a href={`#${o.operationId}`}>{o.summary}</a>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
            <li>
              <a href="#problems">Problems</a>
            </li>
            <li>
              <a href="#shapes">Shapes</a>
            </li>
          </ul>
        </nav>
        <div id="operations" tabIndex={-1} class="stack far">
          {tags.map((t) => (
            <section class="stack" key={t.name} id={anchor(t.name)}>
              <h2>{t.name}</h2>
              {t.description && <p>{t.description}.</p>}
              {operationsOf(document, t.name).map((placed) => (
                <OperationCard key={placed.operation.operationId} {...placed} />
              ))}
            </section>
          ))}
        </div>
        <Problems />
        <section class="stack" id="shapes">
          <h2>Shapes</h2>
          {schemas.map(([name, schema]) => (
            <details class="card slim" key={name} id={`shape-${name}`}>
              <summary>
                <h3 class="inline">{name}</h3>
              </summary>
              <div class="stack near">
                {schema.description && <p>{schema.description}</p>}
                <SchemaFields schema={schema} />
              </div>
            </details>
          ))}
        </section>
      </div>
    </Page>
  );
}

function Introduction({ document }: { document: ApiDocument }) {
  const { publicUrl } = useSite();
  return (
    <div class="stack">
      <h1>For developers</h1>
      <p>{document.info.description?.replace(/`/g, "")}</p>
      <p>Try it, no key needed:</p>
      <pre>
        <code>{`curl "${publicUrl}/api/v1/search?q=fractions+on+a+number+line&grade=03&level=developing"`}</code>
      </pre>
      <ul>
        <li>
          <a href="/api/openapi.json">OpenAPI 3.1 document</a> (version {document.info.version}), made from
          the same declarations that check every request
        </li>
        <li>
          <a href="/api/docs">Try operations in the browser</a>, with Swagger UI, which does not meet all
          accessibility rules; this page says the same
        </li>
      </ul>
    </div>
  );
}

function OperationCard({ method, path, operation: o }: Placed) {
  const needsKey = !(o.security ?? []).some((s) => Object.keys(s).length === 0);
  const bodies = Object.entries(o.requestBody?.content ?? {});
  return (
    <article class="card stack" id={o.operationId}>
      <div class="stack near">
        <h3>{o.summary}</h3>
        <p>
          <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
        </p>
        {o.description && <p>{o.description.replace(/`/g, "")}</p>}
        <p class="small soft">
          {needsKey ? "Needs an API key." : "Anyone may ask; with a key you find what you may see."}
        </p>
      </div>
      {o.parameters && o.parameters.length > 0 && (
        <div>
          <h4>Parameters</h4>
          <dl class="fields">
            {o.parameters.map((p) => (
              <div key={p.in + p.name}>
                <dt>
                  <code>{p.name}</code>{" "}
                  <span class="soft small">
                    in the {p.in}, {typeInWords(p.schema)}
                    {p.required ? ", required" : ""}
                  </span>
                </dt>
                <dd>{p.description?.replace(/`/g, "")}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {bodies.map(([type, body]) => (
        <Body key={type} heading={`Send ${type}`} body={body} />
      ))}
      <div class="stack near">
        <h4>Answers</h4>
        <dl class="fields">
          {Object.entries(o.responses).map(([status, r]) => (
            <Answer key={status} status={status} response={r} />
          ))}
        </dl>
      </div>
    </article>
  );
}

function Body({ heading, body }: { heading: string; body: Content }) {
  return (
    <div class="stack near">
      <h4>{heading}</h4>
      {body.schema && <p>{typeInWords(body.schema, true)}</p>}
      <Example value={body.example} />
    </div>
  );
}

function Example({ value }: { value: unknown }) {
  if (value === undefined) return null;
  const text = JSON.stringify(value, null, 2);
  return (
    <details>
      <summary class="small">Example</summary>
      <pre>
        <code>{text}</code>
      </pre>
    </details>
  );
}

function Answer({ status, response: r }: { status: string; response: Response }) {
  const contents = Object.entries(r.content ?? {});
  const isProblem = Number(status) >= 400;
  return (
    <div>
      <dt>
        <code>{status}</code> {r.description}
      </dt>
      {Object.entries(r.headers ?? {}).map(([header, h]) => (
        <dd key={header} class="small">
          Header <code>{header}</code>: {h.description}
        </dd>
      ))}
      {!isProblem &&
        contents.map(([type, c]) => (
          <dd key={type} class="stack near">
            <span class="small">
              <code>{type}</code>
              {c.schema && <> {typeInWords(c.schema, true)}</>}
            </span>
            <Example value={c.example} />
          </dd>
        ))}
    </div>
  );
}

/** Each kind of "no" has an address: the `type` of every problem answer leads here. */
function Problems() {
  return (
    <section class="stack" id="problems">
      <h2>Problems</h2>
      <p>
        Every refusal is <code>application/problem+json</code> (RFC 9457) and lists every fault it found, each
        with a JSON pointer.
      </p>
      <dl class="card fields">
        {(Object.keys(PROBLEMS) as ProblemKind[]).map((kind) => (
          <div key={kind} id={`problem-${kind}`}>
            <dt>
              <code>{PROBLEMS[kind].status}</code> {kind}
            </dt>
            <dd>{PROBLEMS[kind].title}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
