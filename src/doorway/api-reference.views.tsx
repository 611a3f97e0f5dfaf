import { type ApiDocument, anchor, operationsOf, tagsOf } from "../http/api-document.ts";
import { PROBLEMS } from "../http/problems.ts";
import type { ProblemKind } from "../kernel/problem.ts";
import { Page } from "./layout.tsx";
import { OperationCard } from "./operation.views.tsx";
import { SchemaFields } from "./schema.views.tsx";
import { useSite } from "./site.ts";

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
