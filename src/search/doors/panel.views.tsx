import { chipInWords, valueInWords } from "../../doorway/display-words.ts";
import { Level } from "../../doorway/level.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { NOT_STATED } from "../../resources/rules/resource.ts";
import { STANDARDS } from "../../standards/rules/addresses.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { HiddenFields } from "../../ui/form.tsx";
import { Chip, Icon } from "../../ui/pieces.tsx";
import { chosenOf, searchAddress, without } from "../rules/addresses.ts";
import type { FacetAnswer, FacetValue, SearchAnswer } from "../rules/answer.ts";
import { FACETS, type Facet, facet } from "../rules/facets.ts";
import type { Query } from "../rules/query.ts";

/** Groups that stand open from the start: what teachers narrow by most. */
const OPEN = ["level", "grade", "type"];
/** Values of one group shown at once; the rest is one step away. */
const AT_ONCE = 8;
/** Nobody ticks the hundredth box of a group, and every reader would load it. */
const AT_MOST = 60;

/** The filters: five groups first, the rest on demand. A plain form; htmx only spares the button. */
export function Panel({ answer }: { answer: SearchAnswer }) {
  const { query } = answer;
  const kept: [string, string][] = [
    ...(query.words ? [["q", query.words] as [string, string]] : []),
    ...(query.plain ? [["plain", "1"] as [string, string]] : []),
    ...(query.sort === "relevance" ? [] : [["sort", query.sort] as [string, string]]),
    ...(query.size === 20 ? [] : [["size", String(query.size)] as [string, string]]),
  ];
  const groups = (panel: Facet["panel"]) =>
    FACETS.filter((f) => f.panel === panel).flatMap((f) => {
      const given = answer.facets.find((a) => a.id === f.id);
      return given && isUseful(given, answer.total) ? [<Group key={f.id} facet={f} given={given} />] : [];
    });
  const more = groups("more");
  const moreInUse = FACETS.some((f) => f.panel === "more" && (query.filters[f.id]?.length ?? 0) > 0);
  return (
    <form
      class="facets card noprint"
      id="filters"
      action="/search"
      method="get"
      aria-label="Narrow down"
      hx-get="/search"
      hx-trigger="change"
      hx-target="#results"
      hx-select="#results"
      hx-swap="outerMorph"
      hx-push-url="true"
    >
      <div class="row ends">
        <h2>Narrow down</h2>
        <a class="narrow" href="#main">
          Close
        </a>
      </div>
      <HiddenFields values={kept} />
      {groups("first")}
      {more.length > 0 && (
        <details class="facet" id="more-filters" open={moreInUse}>
          <summary>More filters</summary>
          {more}
        </details>
      )}
      <button class="usa-button" type="submit">
        Show results
      </button>
    </form>
  );
}

/** A group that cannot divide anything is left out, unless it is in use. */
function isUseful({ values }: FacetAnswer, total: number): boolean {
  const shown = values.filter((v) => v.count > 0);
  return values.some((v) => v.chosen) || shown.length > 1 || shown.some((v) => v.count < total);
}

function Group({ facet: f, given }: { facet: Facet; given: FacetAnswer }) {
  const { reference } = useSite();
  const chosen = given.values.filter((v) => v.chosen).length;
  const values = inOrder(
    f,
    given.values.filter((v) => v.count > 0 || v.chosen),
    reference,
  );
  const first = values.slice(0, Math.max(AT_ONCE, values.findLastIndex((v) => v.chosen) + 1));
  const rest = values.slice(first.length, AT_MOST);
  return (
    <details class="facet" id={`facet-${f.id}`} open={chosen > 0 || OPEN.includes(f.id)}>
      <summary>
        {f.label}
        {chosen > 0 && (
          <span class="count">
            {chosen}
            <span class="usa-sr-only"> in use</span>
          </span>
        )}
      </summary>
      <fieldset class="usa-fieldset">
        <legend class="usa-sr-only">{f.label}</legend>
        {first.map((v) => (
          <Value key={v.value} facet={f} value={v} />
        ))}
        {rest.length > 0 && (
          <details class="rest" id={`rest-${f.id}`}>
            <summary>{rest.length} more</summary>
            {rest.map((v) => (
              <Value key={v.value} facet={f} value={v} />
            ))}
          </details>
        )}
      </fieldset>
      {f.id === "standard" && (
        <p class="small">
          <a href={STANDARDS}>Find a standard</a>
        </p>
      )}
    </details>
  );
}

type Shown = FacetValue & { depth: number };

function Value({ facet: f, value: v }: { facet: Facet; value: Shown }) {
  const { reference } = useSite();
  const isLevel = f.id === "level" && v.value !== NOT_STATED;
  return (
    <div class={v.depth > 0 ? `deeper d${Math.min(3, v.depth)}` : undefined}>
      <Checkbox id={`${f.id}-${v.value}`} name={f.id} value={v.value} checked={v.chosen} count={v.count}>
        {isLevel ? <Level id={v.value} /> : valueInWords(f, v.value, reference)}
      </Checkbox>
    </div>
  );
}

/** "Not stated" last; scales in their own order; trees opened as far as they are chosen; the rest by count. */
function inOrder(f: Facet, values: FacetValue[], reference: Reference): Shown[] {
  const stated = values.filter((v) => v.value !== NOT_STATED);
  const last = values.filter((v) => v.value === NOT_STATED).map((v) => ({ ...v, depth: 0 }));
  if (f.hierarchical) return [...asTree(f, stated, reference), ...last];
  const scale =
    f.id === "grade" || f.id === "level" || f.id === "maturity"
      ? reference.vocabularies[f.id].terms
      : undefined;
  const rank = (v: FacetValue) => scale?.findIndex((t) => t.id === v.value) ?? 0;
  const sorted = stated.toSorted((a, b) => rank(a) - rank(b) || (scale ? 0 : b.count - a.count));
  return [...sorted.map((v) => ({ ...v, depth: 0 })), ...last];
}

/** The roots, and below a chosen value what lies directly under it: narrowing goes step by step. */
function asTree(f: Facet, values: FacetValue[], reference: Reference): Shown[] {
  const known = new Map(values.map((v) => [v.value, v]));
  const above = (value: string) => parentOf(f, value, reference);
  const opened = new Set<string | undefined>([undefined]);
  for (const v of values) {
    if (!v.chosen) continue;
    for (let at: string | undefined = v.value; at !== undefined; at = above(at)) opened.add(at);
  }
  const below = (parent: string | undefined, depth: number): Shown[] =>
    values
      .filter((v) => (known.has(above(v.value) ?? "") ? above(v.value) : undefined) === parent)
      .toSorted((a, b) => b.count - a.count)
      .flatMap((v) => [{ ...v, depth }, ...(opened.has(v.value) ? below(v.value, depth + 1) : [])]);
  return below(undefined, 0);
}

function parentOf(f: Facet, value: string, { vocabularies, organizations, standards }: Reference) {
  if (f.values === "standard") {
    const item = standards.item(value);
    return item ? (item.parent ?? item.framework) : undefined;
  }
  if (f.values === "organization") return organizations.get(value)?.parent;
  if (f.says) return undefined;
  return vocabularies[f.values].get(value)?.broader;
}

/** Every filter in use, each with its way out. */
export function InUse({ query }: { query: Query }) {
  const { reference } = useSite();
  const chosen = chosenOf(query);
  if (chosen.length === 0) return null;
  return (
    <ul class="row plain noprint" aria-label="Filters in use">
      {chosen.map((c) => (
        <li key={`${c.facet}=${c.value}`}>
          <Chip href={searchAddress(without(query, c.facet, c.value))} remove>
            {chipInWords(facet(c.facet), c.value, reference)}
          </Chip>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a class="small" href={searchAddress({ ...query, filters: {}, page: 1 })}>
            Clear all
          </a>
        </li>
      )}
    </ul>
  );
}

/** On narrow screens the panel is one step away, without script. */
export function NarrowDown({ inUse }: { inUse: number }) {
  return (
    <a class="usa-button usa-button--outline narrow noprint" href="#filters">
      <Icon name="filter_list" /> Narrow down{inUse > 0 ? ` (${inUse} in use)` : ""}
    </a>
  );
}
