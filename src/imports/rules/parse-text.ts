import { fold } from "../../reference/rules/vocabulary.ts";
import { undefused } from "../../sheets/defused.ts";
import { isoOfSerial } from "../../sheets/readers/serial-dates.ts";
import { type Cell, isLinked } from "../../sheets/row.ts";

/** A cell as text: the words of a link, the name of a thing, the values of a list joined by `|`. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return "";
  if (Array.isArray(cell))
    return cell
      .map((c) => cellText(c))
      .filter(Boolean)
      .join(" | ");
  if (isLinked(cell)) return cell.text.trim();
  if (typeof cell === "object") {
    const name = cell.name ?? cell.label ?? cell.title ?? cell.value ?? cell.url ?? cell.id;
    return typeof name === "string" || typeof name === "number" ? String(name).trim() : "";
  }
  return undefused(String(cell).trim());
}

/** The values of a cell: those of a list, else cut at `|`, `;` and line ends. A backslash keeps one from cutting. */
export function valuesOf(cell: Cell, cut: RegExp = /(?<!\\)[|;\n\r]+/): string[] {
  if (!Array.isArray(cell))
    return cellText(cell)
      .split(cut)
      .map(kept)
      .filter((t) => t !== "");
  const texts = cell.map((c) => cellText(c));
  return texts.map((t) => t.trim()).filter((t) => t !== "");
}

const kept = (piece: string) => piece.trim().replace(/\\([|;,])/g, "$1");

/** The tags that text copied from web pages brings along; `List<T>` is none. */
const TAG =
  /<\/?(?:a|b|i|u|p|br|em|strong|span|div|ul|ol|li|h[1-6]|table|tbody|thead|tr|td|th|sup|sub|font|img|blockquote|hr|pre|code|small|center|section|article|o:p)(?:\s[^<>]*)?\/?>/i;

/** Text as it was meant: no tags of a web page, no entities, no control characters. */
export function withoutMarkup(text: string): string {
  const clean = text
    .replace(/[^\P{Cc}\t\n\r]/gu, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\u00a0/g, " ");
  if (!TAG.test(clean) && !/&(?:#\d+|#x[\da-f]+|[a-z]+);/i.test(clean)) return clean.trim();
  return clean
    .replace(/<(?:br|\/p|\/li|\/div|\/h\d)\b[^<>]*>/gi, "\n")
    .replace(new RegExp(TAG, "gi"), "")
    .replace(/&(#\d+|#x[\da-f]+|[a-z]+);/gi, (all, name: string) => entity(name) ?? all)
    .replace(/[ \t]+/g, " ")
    .replace(/ *\n[ \n]*/g, "\n")
    .trim();
}

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  eacute: "é",
  ntilde: "ñ",
  bull: "•",
  copy: "©",
};

function entity(name: string): string | undefined {
  if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : "";
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const SEASONS: Record<string, string> = {
  winter: "01",
  spring: "02",
  summer: "06",
  fall: "09",
  autumn: "09",
};

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** `2013-02-01`, `2013-02` or `2013`: as much as the text says. Undefined when there is no such day. */
function dated(year: string, month?: number | string, day?: number | string): string | undefined {
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)];
  const date = new Date(Date.UTC(y, m - 1, d));
  if (y < 1000 || y > 2999 || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  const two = (n: number) => String(n).padStart(2, "0");
  return [year, month === undefined ? [] : two(m), day === undefined ? [] : two(d)].flat().join("-");
}

type DateReader = [RegExp, (m: string[]) => string | undefined];

/** Six ways to write a day, and those to write less than one. Slashes are read the American way, unless that is no day. */
const DATES: DateReader[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/, ([, y = "", m, d]) => dated(y, m, d)],
  [/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, ([, y = "", m, d]) => dated(y, m, d)],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?: .*)?$/,
    ([, m, d, y = ""]) => dated(century(y), m, d) ?? dated(century(y), d, m),
  ],
  [/^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/, ([, d, m, y = ""]) => dated(y, m, d) ?? dated(y, d, m)],
  [
    /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i,
    ([, m = "", d, y = ""]) => dated(y, monthOf(m), d),
  ],
  [
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{2}|\d{4})$/i,
    ([, d, m = "", y = ""]) => dated(century(y), monthOf(m), d),
  ],
  [/^([a-z]{3,9})\.?,? (\d{4})$/i, ([, m = "", y = ""]) => dated(y, SEASONS[m.toLowerCase()] ?? monthOf(m))],
  [/^(\d{4})-(\d{1,2})$/, ([, y = "", m]) => dated(y, m)],
  [/^(?:circa|ca?\.?|c\.|about|around|©)?\s*(\d{4})$/i, ([, y = ""]) => dated(y)],
  [/^(\d{8})$/, ([, n = ""]) => dated(n.slice(0, 4), n.slice(4, 6), n.slice(6))],
];

const century = (year: string) => (year.length === 4 ? year : Number(year) > 68 ? `19${year}` : `20${year}`);

/** A date in any of the usual spellings, or a spreadsheet's day count, as ISO 8601 to the precision given. */
export function understandDate(value: string): string | undefined {
  const text = value.trim().replace(/\s+/g, " ");
  for (const [pattern, read] of DATES) {
    const found = pattern.exec(text);
    const date = found && read(found);
    if (date) return date;
  }
  // A day count of our times: 20,000 is 1954, 60,000 is 2064.
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : 0;
  return serial >= 20_000 && serial <= 60_000 ? isoOfSerial(serial)?.slice(0, 10) : undefined;
}

const UNITS: [RegExp, number][] = [
  [/^(m|min|mins|minute|minutes|minutos?|')$/, 1],
  [/^(h|hr|hrs|hour|hours|horas?)$/, 60],
  [
    /^(period|periods|class|classes|class period|class periods|lesson|lessons|session|sessions|block|blocks)$/,
    45,
  ],
  [/^(d|day|days|d[ií]as?)$/, 1440],
  [/^(w|wk|wks|week|weeks|semanas?)$/, 10_080],
];

/** How long it takes, as an ISO 8601 duration: "45 min", "1 h 30", "1:30", "2 class periods" (45 minutes each). */
export function understandDuration(value: string): string | undefined {
  const text = value
    .trim()
    .toLowerCase()
    .replace(/^(about|approx\.?|approximately|~|ca\.?)\s*/, "");
  if (/^p(?=.)(\d+w|(\d+d)?(t(?=.)(\d+h)?(\d+m)?)?)$/.test(text)) return text.toUpperCase();
  const clock = /^(\d{1,3}):([0-5]\d)(?::\d\d)?$/.exec(text);
  if (clock) return written(Number(clock[1]) * 60 + Number(clock[2]));
  // Of a span the longer time is what a teacher must plan for.
  const span = /^(\d+)\s*(?:-|–|to)\s*(\d+.*)$/.exec(text)?.[2] ?? text;
  if (/^\d{1,3}$/.test(span)) return written(Number(span));
  let minutes = 0;
  let rest = span
    .replace(/^an? /, "1 ")
    .replace(/\bone\b/, "1")
    .replace(/\btwo\b/, "2")
    .replace(/\bthree\b/, "3")
    .replace(/\bhalf an hour\b/, "30 min");
  while (rest !== "") {
    const part = /^(\d+(?:[.,]\d+)?|½)\s*-?\s*([a-z'íi]+(?: periods?)?)?\.?(?:\s*(?:,|and|y|e)\s+|\s*)/.exec(
      rest,
    );
    if (!part) return undefined;
    const unit =
      part[2] === undefined
        ? minutes > 0
          ? 1
          : 0
        : (UNITS.find(([p]) => p.test(part[2] as string))?.[1] ?? 0);
    if (unit === 0) return undefined;
    minutes += (part[1] === "½" ? 0.5 : Number((part[1] ?? "").replace(",", "."))) * unit;
    rest = rest.slice(part[0].length);
  }
  return minutes > 0 ? written(Math.round(minutes)) : undefined;
}

function written(minutes: number): string | undefined {
  if (!(minutes > 0) || minutes > 10_080 * 60) return undefined;
  if (minutes % 10_080 === 0) return `P${minutes / 10_080}W`;
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  return `P${d ? `${d}D` : ""}${h || m ? `T${h ? `${h}H` : ""}${m ? `${m}M` : ""}` : ""}`;
}

const YES = new Set(["yes", "y", "true", "1", "x", "si", "sim", "on", "required"]);
const NO = new Set(["no", "n", "false", "0", "nao", "off", "none", "not required"]);

export function understandYesNo(value: string): boolean | undefined {
  const word = fold(value) || (/[✓✔☑]/.test(value) ? "yes" : "");
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** A web address; one without its scheme gets https. Undefined for anything else. */
export function understandAddress(value: string): string | undefined {
  const text = value.trim().replace(/^<(.*)>$/, "$1");
  const whole = /^https?:\/\//i.test(text)
    ? text
    : /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$/i.test(text)
      ? `https://${text}`
      : "";
  if (whole === "" || /\s/.test(whole) || whole.length > 2000) return undefined;
  try {
    const { hostname } = new URL(whole);
    return hostname.includes(".") || hostname === "localhost" ? whole : undefined;
  } catch {
    return undefined;
  }
}

/** "3-5" typed into a spreadsheet becomes May 3 or March 5: in a column of grades it is the span again. */
export function gradesFromDate(value: string): string | undefined {
  const written = /^(\d{1,2})-([A-Za-z]{3})$|^([A-Za-z]{3})-(\d{1,2})$/.exec(value);
  const iso = /^\d{4}-(\d\d)-(\d\d)(?:T|$)/.exec(value);
  const pair = written
    ? [monthOf(written[2] ?? written[3] ?? ""), Number(written[1] ?? written[4])]
    : iso
      ? [Number(iso[1]), Number(iso[2])]
      : [];
  const [a = 0, b = 0] = pair;
  return a >= 1 && b >= 1 && a <= 12 && b <= 12 ? `${Math.min(a, b)}-${Math.max(a, b)}` : undefined;
}

/** What a spreadsheet shows when a formula has failed. */
export const isFormulaError = (value: string) =>
  /^#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?$/.test(value.trim());
