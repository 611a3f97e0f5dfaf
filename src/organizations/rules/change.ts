import type { Organization } from "./organization.ts";

export interface OrganizationsChange {
  noun: "organizations";
  after: Organization[];
}
