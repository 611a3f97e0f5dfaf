import type { OrganizationRules } from "./sharing-rule.ts";

/** State, district (LEA), school or partner (college, museum, library, employer): one tree. */
export interface Organization {
  /** The code its state gave it, or a given one. */
  code: string;
  kind: "state" | "district" | "school" | "partner";
  name: string;
  parent?: string;
  /** For districts: district, charter, state-school, collaborative. */
  type?: string;
  /** NCES id of the LEA. */
  nces?: string;
  grades?: string[];
}

/** The tree, held in memory: it is small, and every page asks it something. */
export class OrganizationTree {
  private readonly byCode: Map<string, Organization>;
  private readonly below = new Map<string, Organization[]>();
  /** By organization code; an organization that has set none follows the default (`rulesOf`). */
  readonly rules: ReadonlyMap<string, OrganizationRules>;

  constructor(organizations: Organization[], rules: OrganizationRules[] = []) {
    this.rules = new Map(rules.map((r) => [r.organization, r]));
    this.byCode = new Map(organizations.map((o) => [o.code, o]));
    for (const o of organizations) {
      if (o.parent !== undefined) this.below.set(o.parent, [...(this.below.get(o.parent) ?? []), o]);
    }
  }

  get(code: string): Organization | undefined {
    return this.byCode.get(code);
  }

  all(): Organization[] {
    return [...this.byCode.values()];
  }

  children(code: string): Organization[] {
    return this.below.get(code) ?? [];
  }

  /** From the organization itself up to the state. Unknown codes have no path. */
  path(code: string): Organization[] {
    const path: Organization[] = [];
    for (let o = this.byCode.get(code); o; o = o.parent ? this.byCode.get(o.parent) : undefined) path.push(o);
    return path;
  }

  /** The organization itself or one above it, of this kind. */
  above(code: string, kind: Organization["kind"]): Organization | undefined {
    return this.path(code).find((o) => o.kind === kind);
  }

  /** True when `code` is `top` or lies below it. */
  isWithin(code: string, top: string): boolean {
    return this.path(code).some((o) => o.code === top);
  }

  get state(): Organization {
    const state = this.all().find((o) => o.kind === "state");
    if (!state) throw new Error("The organization tree has no state");
    return state;
  }
}
