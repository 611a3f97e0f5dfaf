import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Reach } from "../../reach/rules/reach.ts";
import { visibleTo } from "../../reach/rules/visibility.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { type Collection, type Content, entriesOf } from "./collection.ts";

/** A resource that some or all readers do not find in the collection: a task for those who keep it. */
export interface Gap {
  resource: string;
  /** Absent where the curator may not see it either. */
  title?: string;
  why: "withdrawn" | "gone" | "narrower";
  /** Why it was withdrawn, or how far it reaches. */
  note?: string;
  instead?: string;
}

/** The tokens that every reader of this reach holds, at the least. */
function heldByAll(c: Collection, reach: Reach, tree: OrganizationTree): Set<string> {
  const held = new Set(["public"]);
  if (reach === "public") return held;
  held.add("state");
  for (const { kind, code } of tree.path(c.organization)) {
    if (kind === "district" && reach !== "state") held.add(`district:${code}`);
    if (kind === "school" && reach === "school") held.add(`school:${code}`);
  }
  return held;
}

/**
 * What is missing for whom, in the order of the collection, measured by the readers of `reach`: those it has, or
 * for a draft everyone.
 */
export function gapsOf(
  c: Collection,
  content: Content,
  resources: Map<string, Resource>,
  { caller, tree, reach }: { caller: Caller; tree: OrganizationTree; reach?: Reach | undefined },
): Gap[] {
  const readers = heldByAll(c, reach ?? (c.published === undefined ? "public" : c.reach), tree);
  return entriesOf(content).flatMap(({ resource }): Gap[] => {
    const r = resources.get(resource);
    if (!r) return [{ resource, why: "gone" }];
    const known = may(caller, "see its tombstone", r, tree);
    const title = known ? { title: r.description.title } : {};
    if (r.status === "withdrawn" && known) {
      const { reason, instead } = r.withdrawal ?? {};
      return [
        {
          resource,
          ...title,
          why: "withdrawn",
          ...(reason ? { note: reason } : {}),
          ...(instead ? { instead } : {}),
        },
      ];
    }
    if (r.status !== "active") return [{ resource, ...title, why: "gone" }];
    if (visibleTo(r, tree).some((token) => readers.has(token))) return [];
    return [{ resource, ...title, why: "narrower", ...(known ? { note: r.reach } : {}) }];
  });
}

/** The content as a reader is given it: what they may not see is simply not there. */
export function withoutGaps(content: Content, seen: Map<string, Resource>): Content {
  const sections = content.sections
    .map((s) => ({ ...s, entries: s.entries.filter((e) => seen.has(e.resource)) }))
    .filter((s) => s.entries.length > 0);
  return { ...content, sections };
}
