/** A start tag of an HTML page, with the text that directly follows it. */
export interface HtmlTag {
  /** In lower case. */
  name: string;
  /** Names in lower case; values with entities read. */
  attributes: Record<string, string>;
  /** What stands between this tag and the next; for `script` and `title` all up to the closing tag. */
  text: string;
}

/** Elements whose content is no markup. */
const RAW = new Set(["script", "style", "title", "textarea", "noscript", "template"]);
/** Head and a long body's beginning: a page that describes itself does it within so many tags. */
const MOST_TAGS = 50_000;

/** The start tags of a page in their order. Made for reading metadata: no tree, and never slow on a broken page. */
export function htmlTags(html: string): HtmlTag[] {
  const lower = html.toLowerCase();
  const tags: HtmlTag[] = [];
  let at = 0;
  while (tags.length < MOST_TAGS) {
    const open = html.indexOf("<", at);
    if (open < 0) break;
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    const name = /^<([a-z][a-z0-9-]{0,30})(?=[\s/>])/i.exec(html.slice(open, open + 34))?.[1]?.toLowerCase();
    const end = endOfTag(html, open + 1);
    if (end < 0) break;
    at = end + 1;
    if (!name) continue;
    let until = html.indexOf("<", at);
    if (RAW.has(name)) {
      until = lower.indexOf(`</${name}`, at);
      if (until < 0) until = html.length;
    }
    const text = html
      .slice(at, until < 0 ? html.length : until)
      .slice(0, name === "script" ? 500_000 : 5_000);
    tags.push({ name, attributes: attributesOf(html.slice(open + 1 + name.length, end)), text });
    if (RAW.has(name)) at = until;
  }
  return tags;
}

/** The `>` that ends a tag, those within quotes left aside. */
function endOfTag(html: string, from: number): number {
  for (let i = from; i < html.length; i++) {
    const c = html[i];
    if (c === ">") return i;
    if ((c === '"' || c === "'") && html[i - 1] === "=") {
      i = html.indexOf(c, i + 1);
      if (i < 0) return -1;
    }
  }
  return -1;
}

const ATTRIBUTE = /([^\s"'>/=]{1,60})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [, name = "", double, single, bare] of text.slice(0, 10_000).matchAll(ATTRIBUTE)) {
    found[name.toLowerCase()] ??= textWithoutEntities(double ?? single ?? bare ?? "");
  }
  return found;
}

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  eacute: "é",
  aacute: "á",
  iacute: "í",
  oacute: "ó",
  uacute: "ú",
  ntilde: "ñ",
  ccedil: "ç",
  atilde: "ã",
  otilde: "õ",
  copy: "©",
};

/** Text with its entities read and its white space made single. */
export function textWithoutEntities(text: string): string {
  return text
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, code: string) => {
      if (!code.startsWith("#")) return NAMED[code] ?? NAMED[code.toLowerCase()] ?? whole;
      const n = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1));
      return n > 31 && n < 0x110000 && (n < 0xd800 || n > 0xdfff) ? String.fromCodePoint(n) : " ";
    })
    .replace(/\s+/g, " ")
    .trim();
}
