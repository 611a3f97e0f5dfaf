import type { Owner } from "../../src/resources/rules/resource.ts";

/** An owner as it is stored: exactly one of the two is set, which the tables check. */
interface OwnerColumns {
  ownerPerson: string | null;
  ownerOrganization: string | null;
}

export const toOwner = ({ ownerPerson, ownerOrganization }: OwnerColumns): Owner =>
  ownerPerson === null ? { organization: ownerOrganization as string } : { person: ownerPerson };

export const ownerColumns = (owner: Owner): OwnerColumns => ({
  ownerPerson: "person" in owner ? owner.person : null,
  ownerOrganization: "organization" in owner ? owner.organization : null,
});
