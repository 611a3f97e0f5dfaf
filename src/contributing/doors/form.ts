import type { Request } from "express";
import type { Parts } from "../../doorway/parts.ts";
import { mustBeSignedIn, type Visitor } from "../../doorway/session-auth.ts";
import { readForm } from "../../doorway/upload-form.ts";
import { checkCsrf } from "../../http/csrf.ts";
import { CSRF_FIELD } from "../../http/csrf-field.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import type { FormValues } from "../rules/draft.ts";

export interface SentForm {
  typed: FormValues;
  /** Which button: share, draft, suggest. */
  act: string;
  /** What was wrong with files that came along; everything else was kept. */
  faults: Fault[];
}

/** More than anybody types; a draft is kept whole or not at all. */
const MOST_TYPED = 200_000;

/** The share form as it was sent, with its files taken in. Refused unless it came from a page of ours. */
export async function sentForm(req: Request, visitor: Visitor, { files: keeper }: Parts): Promise<SentForm> {
  const person = mustBeSignedIn(visitor).id;
  if (!req.is("multipart/form-data")) return sentOf(plainFields(req.body), []);
  const check = (fields: Record<string, string[]>) => checkCsrf(req, visitor, fields[CSRF_FIELD]?.[0] ?? "");
  const form = await readForm(req, { keeper, person, check });
  const hashes = form.files.map((f) => f.file.hash);
  const educators = form.files.filter((f) => f.field === "uploadForEducators").map((f) => f.file.hash);
  const add = (name: string, more: string[]) => {
    const all = [...new Set([...(form.fields[name] ?? []), ...more])];
    if (all.length > 0) form.fields[name] = all;
  };
  add("file", hashes);
  add("educators", educators);
  return sentOf(
    form.fields,
    form.refused.map((r) => ({ in: "body", pointer: "/upload", detail: r.problem.message })),
  );
}

function plainFields(body: unknown): Record<string, string[]> {
  const entries = body !== null && typeof body === "object" ? Object.entries(body) : [];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, [value].flat().filter((v): v is string => typeof v === "string")]),
  );
}

function sentOf(
  { [CSRF_FIELD]: _csrf, act, ...fields }: Record<string, string[]>,
  faults: Fault[],
): SentForm {
  const typed: FormValues = Object.fromEntries(
    Object.entries(fields).filter(([, values]) => values.some((v) => v !== "")),
  );
  if (JSON.stringify(typed).length > MOST_TYPED)
    throw new Problem("too-large", "This is more text than the form can keep.");
  return { typed, act: act?.[0] ?? "share", faults };
}
