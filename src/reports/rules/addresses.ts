import { organizationAddress } from "../../organizations/rules/addresses.ts";

export const reportAddress = (id: string) => `/reports/${id}`;
export const reportsAddress = (code: string) => `${organizationAddress(code)}/reports`;
