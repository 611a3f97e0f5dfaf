/**
 * The parts of USWDS this site uses. The compiled stylesheet of the package holds every component and every
 * utility (half a megabyte); a school Chromebook on a shared line should not wait for what no page shows.
 * A name stands for itself and for its parts and variants (`usa-button`, `usa-button--outline`).
 */
export const PIECES = [
  "usa-alert",
  "usa-breadcrumb",
  "usa-button",
  "usa-checkbox",
  "usa-error-message",
  "usa-fieldset",
  "usa-form-group",
  "usa-hint",
  "usa-icon",
  "usa-input",
  "usa-label",
  "usa-legend",
  "usa-pagination",
  "usa-radio",
  "usa-select",
  "usa-skipnav",
  "usa-sr-only",
  "usa-table",
  "usa-textarea",
  "usa-current",
  "grid-container-desktop-lg",
  "text-bold",
];

/** Variants of those pieces that no page uses and that weigh much. */
const UNUSED =
  /^usa-(button--(accent|big|inverse|secondary|base|hover|active|disabled)|button-group|input-(group|mask|prefix|suffix)|icon-list|table--(striped|sticky|stacked|compact)|table-container|alert--(emergency|slim|no-icon)|checkbox__input--tile|radio__input--tile|input--(small|medium|large|xl|2xl|xs|2xs))/;

/** The icons of the USWDS sprite in use. */
export const ICONS = [
  "accessibility_new",
  "arrow_back",
  "bookmark",
  "check",
  "check_circle",
  "close",
  "code",
  "content_copy",
  "edit",
  "error_outline",
  "file_download",
  "file_upload",
  "filter_list",
  "help_outline",
  "info",
  "launch",
  "link",
  "lock_open",
  "lock_outline",
  "mail_outline",
  "navigate_before",
  "navigate_next",
  "person",
  "print",
  "public",
  "remove",
  "schedule",
  "school",
  "search",
  "share",
  "verified",
  "visibility_off",
];

const pieces = new Set(PIECES);
/** `usa-button` of `usa-button--outline` and of `usa-button__part`. */
const pieceOf = (name: string) => name.replace(/(--|__).*/s, "");

export const isKept = (name: string) => pieces.has(pieceOf(name)) && !UNUSED.test(name);

interface Block {
  head: string;
  body: string;
}

/** The blocks of a minified stylesheet at one depth; statements without a block (`@charset`) are dropped. */
function blocks(css: string): Block[] {
  const found: Block[] = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (c === '"' || c === "'") i = css.indexOf(c, i + 1);
    else if (c === "/" && css[i + 1] === "*") i = css.indexOf("*/", i) + 1;
    else if (c === ";" && depth === 0) start = i + 1;
    else if (c === "{" && depth++ === 0) open = i;
    else if (c === "}" && --depth === 0) {
      const head = css
        .slice(start, open)
        .replace(/\/\*[\s\S]*?\*\//g, "")
        .trim();
      found.push({ head, body: css.slice(open + 1, i) });
      start = i + 1;
    }
  }
  return found;
}

/** Selectors separated by commas, those inside `:is( , )` left whole. */
const selectors = (head: string) => head.split(/,(?![^(]*\))/);
const classesOf = (selector: string) =>
  [...selector.matchAll(/\.((?:\\.|[\w-])+)/g)].map((m) => (m[1] ?? "").replaceAll("\\", ""));

/** The stylesheet with only the rules whose every class is kept; plain element rules stay. Fonts are ours. */
export function reduced(css: string): string {
  return blocks(css)
    .map(({ head, body }) => {
      if (/^@(media|supports)/.test(head)) {
        const inner = reduced(body);
        return inner && `${head}{${inner}}`;
      }
      if (head.startsWith("@")) return "";
      const kept = selectors(head).filter((s) => classesOf(s).every(isKept));
      return kept.length > 0 ? `${kept.join(",")}{${body}}` : "";
    })
    .join("");
}

/** The named symbols of a sprite. */
export function symbols(sprite: string, names: string[]): string {
  return names
    .map((name) => {
      const symbol = new RegExp(`<symbol id="${name}".*?</symbol>`, "s").exec(sprite);
      if (!symbol) throw new Error(`The USWDS sprite has no icon "${name}"`);
      return symbol[0];
    })
    .join("\n");
}
