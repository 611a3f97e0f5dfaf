import { SlimCard } from "../../doorway/card.views.tsx";
import { Level } from "../../doorway/level.views.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import { historyAddress, resourceAddress } from "../../resources/rules/addresses.ts";
import type { Relation, Resource } from "../../resources/rules/resource.ts";
import { filterAddress } from "../../search/rules/addresses.ts";
import { Icon } from "../../ui/pieces.tsx";
import type { ResourceShown } from "./page.views.tsx";

/** A resource for the same standard, one level below or above. */
export interface Neighbor {
  where: "before" | "after";
  level: string;
  resource: Resource;
}

export function Neighbors({ neighbors }: { neighbors: Neighbor[] }) {
  if (neighbors.length === 0) return null;
  return (
    <section class="stack noprint">
      <h2>Before and after</h2>
      <ul class="deck plain">
        {neighbors.map((n) => (
          <SlimCard
            key={n.resource.id}
            resource={n.resource}
            over={
              <p class="row small soft over">
                {n.where === "before" ? "Not there yet? Go back to" : "Ready for more? Go on to"}{" "}
                <Level id={n.level} />
              </p>
            }
          />
        ))}
      </ul>
    </section>
  );
}

interface Rung {
  name: string;
  detail: string;
  state: "done" | "now" | "next";
}

const MARK = { done: "check", now: "schedule", next: "remove" };
const SAID = { done: "Done: ", now: "Now: ", next: "Not yet: " };

/** Who has looked at it. Names stay within the organizations; the public sees who endorses it, and since when. */
export function ReviewSteps({ resource: r }: { resource: Resource }) {
  const { organizations } = useSite().reference;
  const owner = organizations.get(r.organization);
  const started: Rung = r.catalogued
    ? {
        name: "Catalogued by the state",
        detail: `${dateInWords(r.createdAt)}. Added by state staff, not reviewed by others yet.`,
        state: "done",
      }
    : {
        name: `Shared by ${owner?.name ?? "an organization"}`,
        detail: dateInWords(r.createdAt),
        state: "done",
      };
  const endorsed = r.endorsements.map((e): Rung => {
    const by = organizations.get(e.organization);
    const older = e.version < r.published ? ` (version ${e.version})` : "";
    return {
      name: by?.kind === "state" ? "Endorsed by the state" : `Endorsed by ${by?.name ?? "a district"}`,
      detail: dateInWords(e.at) + older,
      state: "done",
    };
  });
  const has = (kind: string) => r.endorsements.some((e) => organizations.get(e.organization)?.kind === kind);
  const next: Rung[] = [
    ...(has("district") || has("state")
      ? []
      : [{ name: "Endorsed by a district", detail: "No district has reviewed it.", state: "next" as const }]),
    ...(has("state")
      ? []
      : [
          { name: "Endorsed by the state", detail: "The state has not reviewed it.", state: "next" as const },
        ]),
  ];
  return (
    <section class="stack">
      <h2>How it was reviewed</h2>
      <ol class="ladder plain card" aria-label="Review">
        {[started, ...endorsed, ...next].map((rung) => (
          <li key={rung.name} class={rung.state}>
            <span class="dot">
              <Icon name={MARK[rung.state]} />
            </span>
            <div>
              <strong>
                <span class="usa-sr-only">{SAID[rung.state]}</span>
                {rung.name}
              </strong>
              <p class="small soft">{rung.detail}</p>
            </div>
          </li>
        ))}
      </ol>
      <p class="small noprint">
        <a href={historyAddress(r.id)}>Who did what when, and every version</a>
      </p>
    </section>
  );
}

/** What it was made from, belongs to, or says again. */
export function Lineage({ resource, related }: { resource: Resource; related: Map<string, Resource> }) {
  const { relation: labels } = useSite().reference.vocabularies;
  const relations = resource.description.relations.flatMap((relation) => {
    const target = targetOf(relation, related);
    return target ? [{ ...target, how: labels.labelOf(relation.type) }] : [];
  });
  if (relations.length === 0) return null;
  return (
    <section class="stack near">
      <h2>Where it comes from</h2>
      <ul class="card plain stack near">
        {relations.map((r) => (
          <li key={r.how + r.href}>
            <span class="soft">{r.how}</span> <a href={r.href}>{r.title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a relation leads. One to a resource this reader may not see leads nowhere, and is not mentioned. */
function targetOf(
  relation: Relation,
  related: Map<string, Resource>,
): { href: string; title: string } | undefined {
  if (relation.url) return { href: relation.url, title: relation.title ?? relation.url };
  const r = related.get(relation.resource ?? "");
  return r && { href: resourceAddress(r.id), title: r.description.title };
}

export function SimilarResources({ shown }: { shown: ResourceShown }) {
  const { reference } = useSite();
  const d = shown.resource.description;
  const topics = d.topics.map((id) => ({
    href: filterAddress({ topic: [id] }),
    words: reference.vocabularies.topic.labelOf(id),
  }));
  const interests = d.interests.map((id) => ({
    href: filterAddress({ interest: [id] }),
    words: reference.vocabularies.interest.labelOf(id),
  }));
  const more = [...topics, ...interests];
  if (shown.similar.length === 0) return null;
  return (
    <section class="stack noprint">
      <h2>More like this</h2>
      <ul class="deck plain">
        {shown.similar.map((r) => (
          <SlimCard key={r.id} resource={r} />
        ))}
      </ul>
      {more.length > 0 && (
        <ul class="row plain" aria-label="More by topic">
          {more.map((m) => (
            <li key={m.href}>
              <a class="chip" href={m.href}>
                {m.words}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
