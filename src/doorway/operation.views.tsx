import type { MediaContent, Placed, Response } from "../http/api-document.ts";
import { typeInWords } from "./schema.views.tsx";

export function OperationCard({ method, path, operation: o }: Placed) {
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

function Body({ heading, body }: { heading: string; body: MediaContent }) {
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
