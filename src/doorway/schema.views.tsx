import type { ComponentChildren } from "preact";
import type { Schema } from "../http/json-schema.ts";

/** A schema in a few words: "text", "list of Alignment", "one of a, b". References lead to their shape. */
export function typeInWords(s: Schema | undefined, linked = false): ComponentChildren {
  if (!s) return "anything";
  if (s.$ref) {
    const name = s.$ref.split("/").at(-1) ?? "";
    return linked ? <a href={`#shape-${name}`}>{name}</a> : name;
  }
  if (s.const !== undefined) return JSON.stringify(s.const);
  if (s.enum) return <>one of {s.enum.map(String).join(", ")}</>;
  if (s.items) return <>list of {typeInWords(s.items, linked)}</>;
  const ways = s.anyOf ?? s.oneOf;
  if (ways?.length === 2 && ways[0]?.type === "string" && ways[1]?.items?.type === "string")
    return "text, may be repeated";
  if (ways?.length === 2 && ways[0]?.type === "string" && ways[1]?.items?.type === "string")
    return "text, may be repeated";
  if (ways) {
    return (
      <>
        {ways.map((way, i) => (
          <span key={i}>
            {i > 0 && " or "}
            {typeInWords(way, linked)}
          </span>
        ))}
      </>
    );
  }
  return plainType(s);
}

const WORDS: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  array: "list",
  null: "nothing",
};

function plainType(s: Schema): string {
  const types = (Array.isArray(s.type) ? s.type : [s.type ?? ""]).map((t) => WORDS[t] ?? "anything");
  const format = s.format ? ` (${s.format})` : "";
  const most = s.maxLength ? `, at most ${s.maxLength} characters` : "";
  return types.join(" or ") + format + most;
}

/** The members of an object, one below the other. */
export function SchemaFields({ schema }: { schema: Schema }) {
  const parts = [schema, ...(schema.allOf ?? [])];
  const fields = parts.flatMap((p) => Object.entries(p.properties ?? {}));
  const required = new Set(parts.flatMap((p) => p.required ?? []));
  if (fields.length === 0) return <p>{typeInWords(schema, true)}</p>;
  return (
    <dl class="fields">
      {fields.map(([name, s]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>{" "}
            <span class="soft small">
              {typeInWords(s, true)}
              {required.has(name) ? ", required" : ""}
            </span>
          </dt>
          {s.description && <dd>{s.description.replace(/`/g, "")}</dd>}
        </div>
      ))}
    </dl>
  );
}
