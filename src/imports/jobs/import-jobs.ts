import type { JobPlan, Jobs } from "../../kernel/job.ts";

export const IMPORTS: JobPlan = {
  name: "imports",
  does: "Reads, checks and carries out imports",
  when: "* * * * * *",
  afterCommit: 0,
};

export const LINK_CHECKS: JobPlan = {
  name: "link-checks",
  does: "Tries the links of imports",
  when: "* * * * * *",
  afterCommit: 0,
};

/** The two kinds of work there are for imports; neither waits for the other. Each says what was done, if anything. */
export interface Lanes {
  /** Goes on with every import that can go on now. Resolves when none can. */
  carryOn(ending: AbortSignal): Promise<string | undefined>;
  /** Tries links until none is left. */
  tryLinks(ending: AbortSignal): Promise<string | undefined>;
}

export function addImportJobs(jobs: Jobs, { carryOn, tryLinks }: Lanes): void {
  jobs.add({ ...IMPORTS, run: (_at, ending) => carryOn(ending) });
  jobs.add({ ...LINK_CHECKS, run: (_at, ending) => tryLinks(ending) });
}
