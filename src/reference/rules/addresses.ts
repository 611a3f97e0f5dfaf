import { organizationAddress } from "../../organizations/rules/addresses.ts";

export const curriculaAddress = (code: string) => `${organizationAddress(code)}/curricula`;
