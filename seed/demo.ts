import type { Role } from "../src/people/rules/person.ts";

/** The one documented demo key. It exists in demo mode only; production refuses to start with it. */
export const DEMO_KEY = "demo-key-for-trying-the-registry-0001";

/** Demo people: invented, marked as such wherever they show, and only there in demo mode. */
export const DEMO_PEOPLE: { id: string; name: string; organization: string; role: Role; key?: string }[] = [
  {
    id: "01930000-0000-7000-8000-00000000d001",
    name: "Demo State Staff",
    organization: "ri",
    role: "curator",
    key: DEMO_KEY,
  },
  {
    id: "01930000-0000-7000-8000-00000000d002",
    name: "Demo Curator of Providence",
    organization: "28",
    role: "curator",
  },
  { id: "01930000-0000-7000-8000-00000000d003", name: "Demo Teacher", organization: "28103", role: "member" },
  {
    id: "01930000-0000-7000-8000-00000000d004",
    name: "Demo Educator of Westerly",
    organization: "36104",
    role: "member",
  },
];

/** Who catalogues the seed: state staff, by the program itself. */
export const CATALOGUER = { id: "01930000-0000-7000-8000-000000000001", name: "State catalogue" };
