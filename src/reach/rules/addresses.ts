import { organizationAddress } from "../../organizations/rules/addresses.ts";

export const rulesAddress = (code: string) => `${organizationAddress(code)}/rules`;
