import { organizationAddress } from "../../organizations/rules/addresses.ts";

export const importsAddress = (code: string) => `${organizationAddress(code)}/imports`;
export const importAddress = (i: { organization: string; id: string }) =>
  `${importsAddress(i.organization)}/${i.id}`;
