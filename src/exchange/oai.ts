import { FetchFault } from "../http/safe-fetch.ts";
import { Problem } from "../kernel/problem.ts";
import type { FieldKind } from "../resources/rules/fields/declaration.ts";
import { FIELDS, namesIn, PARTS } from "../resources/rules/fields/fields.ts";
import { child, type Element, parseXml } from "../sheets/readers/xml-tree.ts";
import { type Cell, formatted, type SourceRow } from "../sheets/row.ts";

/**
 * What a harvest needs of the web. The caller decides on time limits, redirects and which hosts are allowed;
 * the message of a `FetchFault` is told.
 */
export type Fetch = (address: string) => Promise<Response>;

export interface OaiRequest {
  /** The base URL of the repository. */
  base: string;
  prefix?: "oai_dc" | "nsdl_dc";
  set?: string;
  /** Only what changed since, as the last harvest's `responseDate` says. */
  from?: string;
  fetch: Fetch;
}

/** What a finished harvest knows. `responseDate` of the first answer is the `from` of the next harvest. */
export interface Harvested {
  responseDate?: string;
  pages: number;
  records: number;
}

const MOST_BYTES = 40 * 2 ** 20;
const MOST_PAGES = 100_000;
/** Empty lists that still promise more: past this the server walks in a circle. */
const MOST_EMPTY = 20;

/**
 * Harvests a repository (OAI-PMH 2.0, ListRecords) page by page. A server that repeats its resumption token,
 * sends half a file or answers with a web page is a Problem that says how far it came; the rows before it stand.
 */
export async function* readOai(request: OaiRequest): AsyncGenerator<SourceRow, Harvested> {
  const done: Harvested = { pages: 0, records: 0 };
  const tokens = new Set<string>();
  let empty = 0;
  let address: string | undefined = firstAddress(request);
  while (address !== undefined) {
    const page = await pageAt(address, request, done);
    if (page.responseDate !== undefined) done.responseDate ??= page.responseDate;
    done.pages++;
    for (const record of page.records) yield rowOf(record, ++done.records);
    empty = page.records.length === 0 ? empty + 1 : 0;
    address = undefined;
    if (page.token === undefined) break;
    if (tokens.has(page.token) || empty > MOST_EMPTY || done.pages >= MOST_PAGES)
      throw halted("The server repeats itself: it gives the same resumption token again", done);
    tokens.add(page.token);
    address = withQuery(request.base, { verb: "ListRecords", resumptionToken: page.token });
  }
  return done;
}

function firstAddress({ base, prefix = "oai_dc", set, from }: OaiRequest): string {
  return withQuery(base, {
    verb: "ListRecords",
    metadataPrefix: prefix,
    ...(set ? { set } : {}),
    ...(from ? { from } : {}),
  });
}

function withQuery(base: string, query: Record<string, string>): string {
  let url: URL;
  try {
    url = new URL(base);
  } catch {
    throw new Problem("invalid", "The address of the source is not a web address.");
  }
  if (!/^https?:$/.test(url.protocol))
    throw new Problem("invalid", "The address of the source must begin with http:// or https://.");
  url.search = new URLSearchParams(query).toString();
  return url.toString();
}

const halted = (why: string, { records }: Harvested) =>
  new Problem(
    "unavailable",
    records > 0
      ? `${why}. The harvest stops after ${formatted(records)} records; what came before is kept.`
      : `${why}. Nothing was harvested.`,
  );

interface Page {
  records: Element[];
  token?: string;
  responseDate?: string;
}

async function pageAt(address: string, { fetch }: OaiRequest, done: Harvested): Promise<Page> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch (error) {
    const why =
      error instanceof FetchFault ? error.message.replace(/\.$/, "") : "The server cannot be reached";
    throw halted(why, done);
  }
  if (response.status === 503 || response.status === 429) throw busy(response, done);
  if (!response.ok) throw halted(`The server answers with the error ${response.status}`, done);
  const text = await textOf(response, done);
  if (/^\s*(?:<!doctype html|<html)/i.test(text))
    throw halted("The server answers with a web page instead of records", done);
  let root: Element;
  try {
    root = parseXml(text);
  } catch {
    const isWhole = /<\/(?:\w+:)?OAI-PMH>\s*$/.test(text);
    throw halted(
      isWhole ? "The server's answer is not well-formed XML" : "The server's answer breaks off in the middle",
      done,
    );
  }
  if (root.name !== "OAI-PMH") throw halted("The server's answer is not OAI-PMH", done);
  refuseErrors(root, done);
  const list = child(root, "ListRecords");
  const token = child(list, "resumptionToken")?.text.trim();
  const responseDate = child(root, "responseDate")?.text.trim();
  return {
    records: list?.children.filter((c) => c.name === "record") ?? [],
    ...(token ? { token } : {}),
    ...(responseDate ? { responseDate } : {}),
  };
}

function busy(response: Response, done: Harvested): Problem {
  const seconds = Number(response.headers.get("retry-after"));
  const problem = halted("The server is busy and asks to wait", done);
  if (seconds > 0) problem.more.retryAfter = Math.min(seconds, 86_400);
  return problem;
}

async function textOf(response: Response, done: Harvested): Promise<string> {
  const decoder = new TextDecoder("utf-8");
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) break;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch {
    throw halted("The server's answer breaks off in the middle", done);
  }
  if (bytes > MOST_BYTES) throw halted("The server sends more in one answer than can be read", done);
  return text + decoder.decode();
}

/** OAI-PMH 3.6: an error is part of the answer. Nothing to harvest is none. */
function refuseErrors(root: Element, done: Harvested) {
  for (const error of root.children.filter((c) => c.name === "error")) {
    const code = error.attributes.code ?? "";
    if (code === "noRecordsMatch") continue;
    if (code === "badResumptionToken")
      throw halted("The server no longer knows its own resumption token", done);
    const said = error.text.trim().slice(0, 200);
    throw new Problem("unavailable", `The server refuses: ${code}${said ? ` (${said})` : ""}.`);
  }
}

const DC = "http://purl.org/dc/elements/1.1/";

/** Elements of Dublin Core (oai_dc) and its terms (nsdl_dc), by the column they fill. */
const ELEMENTS = new Map(
  PARTS.flatMap(({ id, dublinCore }) => namesIn(dublinCore).map((name) => [name, id] as const)),
);
for (const name of ["date", "created"]) ELEMENTS.set(name, "created");

/** Columns whose elements are put together; of the others that take one value the first is taken. */
const BETWEEN: Record<string, string> = { summary: "\n", author: "; ", license: "; " };
const SEVERAL: FieldKind[] = [
  "terms",
  "list",
  "grades",
  "languages",
  "standards",
  "relations",
  "accessibility",
];
const takesSeveral = (id: string): boolean =>
  PARTS.some((part) => part.id === id && SEVERAL.includes(FIELDS[part.field].kind));

/** A record as a row: its OAI identifier is its external id, the first web address its link. */
function rowOf(record: Element, row: number): SourceRow {
  const header = child(record, "header");
  const externalId = child(header, "identifier")?.text.trim() ?? "";
  if (header?.attributes.status === "deleted")
    return { kind: "row", row, cells: { externalId }, deleted: true };
  const metadata = child(record, "metadata")?.children[0];
  if (!metadata) return { kind: "row", row, cells: {}, fault: "has no metadata" };
  const found: Record<string, string[]> = {};
  for (const { uri, name, text } of metadata.children) {
    const value = text.trim();
    if (value === "") continue;
    const id =
      name === "identifier" && uri === DC
        ? /^https?:\/\//i.test(value)
          ? "url"
          : ""
        : (ELEMENTS.get(name) ?? "");
    if (id) found[id] = [...(found[id] ?? []), value];
  }
  const cells = Object.entries(found).map(([id, values]): [string, Cell] => [id, joined(id, values)]);
  return { kind: "row", row, cells: { ...(externalId ? { externalId } : {}), ...Object.fromEntries(cells) } };
}

function joined(id: string, values: string[]): Cell {
  if (takesSeveral(id)) return values;
  return BETWEEN[id] === undefined ? (values[0] as string) : values.join(BETWEEN[id]);
}
