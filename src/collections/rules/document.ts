import { visibleTo } from "../../reach/rules/visibility.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { CollectionDocument } from "../../search/rules/collections-index.ts";
import { nameOf } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { asResource, type Collection, entriesOf } from "./collection.ts";
import { gapsOf } from "./gaps.ts";

/** What so many of its resources say, a collection is about; the rest stands aside. */
const SHARE = 0.2;

/**
 * What a collection is found by. Resources that some of its readers do not see say nothing here: a word of theirs
 * would tell of them.
 */
export function documentOfCollection(
  c: Collection,
  resources: Map<string, Resource>,
  reference: Reference,
): CollectionDocument {
  const content = c.content ?? c.draft;
  const holds = [...new Set(entriesOf(content).map((e) => e.resource))];
  const { organizations: tree } = reference;
  const gaps = new Set(
    gapsOf(c, content, resources, { caller: { memberships: [] }, tree }).map((g) => g.resource),
  );
  const held = holds.flatMap((id) => (gaps.has(id) ? [] : (resources.get(id) ?? [])));
  const found = c.content !== undefined && held.length > 0;
  const said = wordsOf(held, reference);
  return {
    id: c.id,
    revision: c.revision,
    visible: found ? visibleTo(asResource(c), tree) : [],
    title: content.title,
    texts: {
      title: [content.title],
      topics: said.often,
      headings: content.sections.map((s) => s.heading),
      introduction: [content.introduction],
      aside: [...said.seldom, ...held.map((r) => r.description.title)],
    },
    items: [...new Set(held.flatMap((r) => itemsOf(r, reference)))],
    holds,
  };
}

const itemsOf = ({ description: { alignments } }: Resource, { standards }: Reference): string[] =>
  alignments.flatMap((a) => standards.path(a.item).map((item) => item.id));

/** Names of topics, content areas and standards of its resources: those that many have, and the others. */
function wordsOf(held: Resource[], { vocabularies, standards }: Reference) {
  const counts = new Map<string, number>();
  for (const { description: d } of held) {
    const names = [
      ...d.topics.map((id) => vocabularies.topic.labelOf(id)),
      ...d.subjects.map((id) => vocabularies.subject.labelOf(id)),
      ...d.alignments.flatMap(({ item }) => {
        const known = standards.item(item);
        return known ? [nameOf(known)] : [];
      }),
    ];
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [often, seldom]: [string[], string[]] = [[], []];
  for (const [name, count] of counts) (count >= held.length * SHARE ? often : seldom).push(name);
  return { often, seldom };
}
