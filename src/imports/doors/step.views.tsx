import type { ComponentChildren } from "preact";
import { Page } from "../../doorway/layout.tsx";
import type { Problem } from "../../kernel/problem.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import { ErrorSummary } from "../../ui/form.tsx";
import { Crumbs } from "../../ui/pieces.tsx";
import { importsAddress } from "../rules/addresses.ts";

export interface StepShown {
  organization: Organization;
  problem?: Problem | undefined;
}

const STEPS = ["Upload", "Match columns", "Check", "Bring in", "Done"];

/** The frame of every step: where one is, and what there is to do. */
export function ImportStep({
  organization: o,
  at,
  title,
  head,
  problem,
  children,
}: StepShown & { at: number; title: string; head?: ComponentChildren; children: ComponentChildren }) {
  return (
    <Page title={problem ? `Error: ${title}` : title} unlisted head={head}>
      <Crumbs
        crumbs={[
          { words: o.name, href: organizationAddress(o.code) },
          ...(at === 1
            ? [{ words: "Import" }]
            : [{ words: "Import", href: importsAddress(o.code) }, { words: STEPS[at - 1] ?? "" }]),
        ]}
      />
      <div class="stack">
        <div>
          <ol class="steps" aria-label="Steps">
            {STEPS.map((step, i) => (
              <li
                key={step}
                class={i < at ? "past" : undefined}
                aria-current={i === at - 1 ? "step" : undefined}
              >
                <span class="usa-sr-only">
                  {step}
                  {i < at - 1 ? ", done" : i > at - 1 ? ", not yet" : ""}
                </span>
              </li>
            ))}
          </ol>
          <p class="small soft">
            Step {at} of 5: {STEPS[at - 1]}
          </p>
          <h1>{title}</h1>
        </div>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        {children}
      </div>
    </Page>
  );
}
