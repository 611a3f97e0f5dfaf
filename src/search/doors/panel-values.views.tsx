import { valueInWords } from "../../doorway/display-words.ts";
import { Level } from "../../doorway/level.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import { NOT_STATED } from "../../resources/rules/resource.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { searchAddress } from "../rules/addresses.ts";
import type { Facet } from "../rules/facets.ts";
import { upTo } from "../rules/narrowest.ts";
import type { PanelValue } from "../rules/panel-order.ts";
import type { Query } from "../rules/query.ts";

/** Values of one group shown at once; the rest is one step away. */
const AT_ONCE = 8;
/** Nobody ticks the hundredth box of a group, and every reader would load it. */
const AT_MOST = 60;

interface ValuesProps {
  facet: Facet;
  values: PanelValue[];
  query: Query;
}

/** The values of one facet: boxes to tick, and links back up from a chosen one. */
export function Values({ facet: f, values, query }: ValuesProps) {
  const used = values.findLastIndex((v) => v.chosen || v.above);
  const first = values.slice(0, Math.max(AT_ONCE, used + 1));
  const rest = values.slice(first.length, AT_MOST);
  return (
    <>
      {first.map((v) => (
        <Value key={v.value} facet={f} value={v} query={query} />
      ))}
      {rest.length > 0 && (
        <details class="rest" id={`rest-${f.id}`}>
          <summary>{rest.length} more</summary>
          {rest.map((v) => (
            <Value key={v.value} facet={f} value={v} query={query} />
          ))}
        </details>
      )}
    </>
  );
}

function Value({ facet: f, value: v, query }: { facet: Facet; value: PanelValue; query: Query }) {
  const { reference } = useSite();
  const isLevel = f.id === "level" && v.value !== NOT_STATED;
  const words = valueInWords(f, v.value, reference);
  return (
    <div class={v.depth > 0 ? `deeper d${Math.min(3, v.depth)}` : undefined}>
      {v.above ? (
        <p class="up">
          <a href={searchAddress(upTo(query, f, v.value, reference))}>
            <span class="usa-sr-only">Back up to </span>
            {words}
          </a>{" "}
          <span class="soft small">
            ({v.count}
            <span class="usa-sr-only"> {counted(v.count).replace(/^\S+ /, "")}</span>)
          </span>
        </p>
      ) : (
        <Checkbox id={`${f.id}-${v.value}`} name={f.id} value={v.value} checked={v.chosen} count={v.count}>
          {isLevel ? <Level id={v.value} /> : words}
          {v.depth === 0 && <OfSet facet={f} value={v.value} />}
        </Checkbox>
      )}
    </div>
  );
}

/** A standard that is listed alone, not under its set, says which set it is of. */
export function OfSet({ facet: f, value }: { facet: Facet; value: string }) {
  const { standards } = useSite().reference;
  const item = f.values === "standard" ? standards.item(value) : undefined;
  const set = item && standards.framework(item.framework);
  return set ? <span class="soft small"> {set.localTitle ?? set.title}</span> : null;
}
