import { organizationAddress } from "../../organizations/rules/addresses.ts";

export const ASK = "/ask";
/** Of one ask; `token` opens one that was asked signed out. */
export const askAddress = (id: string, token?: string) => `/asks/${id}${token ? `?token=${token}` : ""}`;
/** What was asked for in an organization and below it. */
export const asksAddress = (code: string) => `${organizationAddress(code)}/asks`;
