import { uuidFor } from "./case-values.ts";
import { OWN_WORDS } from "./case-words.ts";
import type { Association, Framework, Item } from "./framework.ts";

export { type ReadPackage, readPackage } from "./case-reading.ts";

type Link = { title: string; identifier: string; uri: string };

/** 1EdTech CASE 1.0 `CFPackage`: `CFPckgDocument`, `CFPckgItem` and `CFPckgAssociation` of the official OpenAPI. */
export type CFPackage = {
  CFDocument: {
    identifier: string;
    uri: string;
    creator: string;
    title: string;
    lastChangeDateTime: string;
    [optional: string]: unknown;
  };
  CFItems: {
    identifier: string;
    uri: string;
    fullStatement: string;
    lastChangeDateTime: string;
    [optional: string]: unknown;
  }[];
  CFAssociations: {
    identifier: string;
    uri: string;
    associationType: string;
    originNodeURI: Link;
    destinationNodeURI: Link;
    sequenceNumber?: number;
    lastChangeDateTime: string;
  }[];
};

/**
 * A framework as a CASE 1.0 package, so that what came in can go out. `address` is the registry's own, without
 * a slash at its end; the URIs point at its API. What has no UUID gets one that stays the same.
 */
export function writePackage(
  framework: Framework,
  items: Item[],
  associations: Association[],
  address: string,
): CFPackage {
  const current = items.filter((item) => !item.dropped);
  const changed = changedAt(framework);
  const nodes = new Map(current.map((item) => [item.id, itemLink(item, address)]));
  const root = {
    title: framework.title,
    identifier: uuidFor(framework.id),
    uri: frameworkUri(framework, address),
  };
  const edge = (id: string, type: string, origin: Link, destination: Link, sequence?: number) => ({
    identifier: uuidFor(id),
    uri: `${root.uri}/case#${uuidFor(id)}`,
    associationType: type,
    originNodeURI: origin,
    destinationNodeURI: destination,
    ...(sequence === undefined ? {} : { sequenceNumber: sequence }),
    lastChangeDateTime: changed,
  });
  const places = placesOf(current);
  return {
    CFDocument: documentOf(framework, root, changed),
    CFItems: current.map((item) => writeItem(item, framework, nodes.get(item.id) as Link, changed)),
    CFAssociations: [
      ...current.map((item) => {
        const parent = (item.parent && nodes.get(item.parent)) || root;
        const id = `${item.id} isChildOf ${parent.identifier}`;
        return edge(id, "isChildOf", nodes.get(item.id) as Link, parent, places.get(item.id));
      }),
      ...associations.map((a) =>
        edge(
          a.id,
          a.type,
          nodes.get(a.origin) ?? outside(a.origin),
          nodes.get(a.destination) ?? outside(a.destination),
        ),
      ),
    ],
  };
}

function documentOf(f: Framework, root: Link, changed: string): CFPackage["CFDocument"] {
  return {
    ...root,
    creator: f.creator ?? f.publisher ?? "Not stated",
    lastChangeDateTime: changed,
    ...optional({
      officialSourceURL: f.officialSourceURL,
      publisher: f.publisher,
      subject: f.subject && [f.subject],
      language: f.language,
      adoptionStatus: f.adoptionStatus,
      statusStartDate: f.adopted,
      notes: f.note,
    }),
  };
}

function writeItem(
  item: Item,
  f: Framework,
  { identifier, uri }: Link,
  changed: string,
): CFPackage["CFItems"][number] {
  return {
    identifier,
    uri,
    fullStatement: item.statement ?? item.label ?? item.code,
    lastChangeDateTime: changed,
    ...optional({
      humanCodingScheme: item.code || undefined,
      abbreviatedStatement: item.label,
      CFItemType: item.type,
      language: item.language ?? f.language,
      educationLevel: item.grades.length > 0 ? item.grades : undefined,
      notes: item.statement ? undefined : OWN_WORDS,
    }),
  };
}

const optional = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""));

/** CASE wants a time for everything; a framework that came without one was as it is when it was adopted. */
const changedAt = (f: Framework) => f.changedAt ?? `${f.adopted ?? "1970-01-01"}T00:00:00+00:00`;

const frameworkUri = (f: Framework, address: string) =>
  `${address}/api/v1/frameworks/${encodeURIComponent(f.id)}`;

const itemLink = (item: Item, address: string): Link => ({
  title: item.code || (item.label ?? item.statement ?? ""),
  identifier: uuidFor(item.id),
  uri: `${address}/api/v1/items/${encodeURIComponent(item.id)}`,
});

/** A node of another framework, or a page. */
const outside = (id: string): Link => ({
  title: id,
  identifier: uuidFor(id),
  uri: /^https?:/.test(id) ? id : `urn:uuid:${uuidFor(id)}`,
});

/** The place of each item among its siblings, counting from 1. */
function placesOf(items: Item[]): Map<string, number> {
  const counts = new Map<string | undefined, number>();
  const places = new Map<string, number>();
  for (const item of items.toSorted((a, b) => a.sequence - b.sequence)) {
    const place = (counts.get(item.parent) ?? 0) + 1;
    counts.set(item.parent, place);
    places.set(item.id, place);
  }
  return places;
}
