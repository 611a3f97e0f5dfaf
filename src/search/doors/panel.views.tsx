import { useSite } from "../../doorway/site.ts";
import { HiddenFields } from "../../ui/form.tsx";
import type { SearchAnswer } from "../rules/answer.ts";
import { type PanelGroup, panelGroups } from "../rules/panel-order.ts";
import type { Query } from "../rules/query.ts";
import { Order } from "./order.views.tsx";
import { Values } from "./panel-values.views.tsx";
import { StandardField } from "./standard-field.views.tsx";

interface PanelProps {
  answer: SearchAnswer;
  /** What was typed as a standard and is none: it stays in its field. */
  typedStandard?: string | undefined;
}

/** The filters: what teachers narrow by most stands open, the rest on demand. A plain form; htmx only spares the button. */
export function Panel({ answer, typedStandard }: PanelProps) {
  const { reference } = useSite();
  const { query } = answer;
  const groups = panelGroups(answer.facets, answer.total, reference);
  const more = groups.filter((g) => g.panel === "more");
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
      <Order query={query} narrow />
      <HiddenFields values={keptByPanel(query)} />
      {groups
        .filter((g) => g.panel !== "more")
        .map((g) =>
          g.id === "standard" ? (
            <StandardField key={g.id} group={g} query={query} typed={typedStandard} />
          ) : (
            <Group key={g.id} group={g} query={query} />
          ),
        )}
      {more.length > 0 && (
        <details class="facet" id="more-filters" open={more.some((g) => g.chosen > 0)}>
          <summary>More</summary>
          {more.map((g) => (
            <Group key={g.id} group={g} query={query} />
          ))}
        </details>
      )}
      <button class="usa-button" type="submit">
        Show results
      </button>
    </form>
  );
}

/** What the panel does not show goes on in hidden fields. */
function keptByPanel(query: Query): [string, string][] {
  return [
    ...(query.words ? [["q", query.words] as [string, string]] : []),
    ...(query.plain ? [["plain", "1"] as [string, string]] : []),
    ...(query.sort === "relevance" ? [] : [["sort", query.sort] as [string, string]]),
    ...(query.size === 20 ? [] : [["size", String(query.size)] as [string, string]]),
  ];
}

function Group({ group: g, query }: { group: PanelGroup; query: Query }) {
  return (
    <details class="facet" id={`facet-${g.id}`} open={g.chosen > 0 || g.panel === "open"}>
      <summary>
        {g.label}
        {g.chosen > 0 && (
          <span class="count">
            {g.chosen}
            <span class="usa-sr-only"> in use</span>
          </span>
        )}
      </summary>
      <fieldset class="usa-fieldset">
        <legend class="usa-sr-only">{g.label}</legend>
        {g.facets.map(({ facet, values }) => (
          <Values key={facet.id} facet={facet} values={values} query={query} />
        ))}
      </fieldset>
    </details>
  );
}
