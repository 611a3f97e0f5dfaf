import type { OrganizationsChange } from "../../src/organizations/rules/change.ts";
import type { Db } from "./open.ts";
import { referenceChanged } from "./reference.ts";
import { organizations } from "./schema.ts";

export function writeOrganizations(db: Db, { after }: OrganizationsChange): void {
  for (const row of after)
    db.insert(organizations).values(row).onConflictDoUpdate({ target: organizations.code, set: row }).run();
  referenceChanged(db);
}
