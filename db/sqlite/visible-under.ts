import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { collections, resources } from "./schema.ts";

/** What has a reach: the columns that decide who sees it are named alike. */
type Shared = typeof resources | typeof collections;

export function subtree(code: string, tree: OrganizationTree): string[] {
  return [code, ...tree.children(code).flatMap((child) => subtree(child.code, tree))];
}

/** Visibility tokens (`visibilityTokensOf` in src/people/may.ts) as a condition on rows: the same rule, said in SQL. */
export function seenUnder(shared: Shared, tokens: string[], tree: OrganizationTree): SQL {
  const active = eq(shared.status, "active");
  const conditions = tokens.map((token) => {
    const [kind, of = ""] = token.split(/:(.*)/s);
    switch (kind) {
      case "public":
      case "state":
        return and(active, eq(shared.reach, kind));
      case "district":
        return and(active, eq(shared.reach, "district"), inArray(shared.organization, subtree(of, tree)));
      case "school":
        return and(active, eq(shared.reach, "school"), eq(shared.organization, of));
      case "person":
        return and(inArray(shared.status, ["active", "hidden"]), eq(shared.ownerPerson, of));
      case "curator":
        return and(
          inArray(shared.status, ["active", "hidden"]),
          or(
            eq(shared.ownerOrganization, of),
            and(
              inArray(shared.organization, subtree(of, tree)),
              or(eq(shared.status, "hidden"), sql`${shared.reach} <> 'private'`),
            ),
          ),
        );
    }
    return undefined;
  });
  return or(...conditions) ?? sql`0`;
}
