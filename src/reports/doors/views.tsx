import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Checkbox, Radio } from "../../ui/checkbox.views.tsx";
import { Field, Words } from "../../ui/field.views.tsx";
import { ErrorSummary, Form, faultOf } from "../../ui/form.tsx";
import { REPORT_KINDS } from "../rules/report.ts";

interface Typed {
  kind: string;
  words: string;
  email: string;
  notice: boolean;
}

export function ReportFormPage({
  resource,
  typed,
  problem,
}: {
  resource: Resource;
  typed?: Typed;
  problem?: Problem;
}) {
  const missing = faultOf("kind", problem?.faults);
  const signedIn = useSite().visitor?.caller.person !== undefined;
  return (
    <Page title={problem ? "Error: Report a problem" : "Report a problem"} unlisted>
      <div class="stack narrowed">
        <h1>Report a problem</h1>
        <p>
          With <a href={resourceAddress(resource.id)}>{resource.description.title}</a>. Those who look after
          it are told at once.
        </p>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        <Form action={`${resourceAddress(resource.id)}/report`}>
          <fieldset class="usa-fieldset" id="kind" tabIndex={-1}>
            <legend class="usa-legend">What is wrong?</legend>
            {missing && <p class="usa-error-message">{missing}</p>}
            {Object.entries(REPORT_KINDS).map(([kind, words]) => (
              <Radio key={kind} id={`kind-${kind}`} name="kind" value={kind} checked={typed?.kind === kind}>
                {words}
              </Radio>
            ))}
          </fieldset>
          <Words
            name="words"
            label="What did you see? (optional)"
            value={typed?.words}
            rows={2}
            most={2000}
          />
          {signedIn ? (
            <Checkbox id="notice" name="notice" value="yes" checked={typed?.notice ?? true}>
              Tell me what happens
            </Checkbox>
          ) : (
            <Field
              name="email"
              label="Your e-mail address, for an answer (optional)"
              hint="Kept until you have an answer, and no longer"
              type="email"
              autocomplete="email"
              value={typed?.email}
              faults={problem?.faults}
            />
          )}
          <button class="usa-button" type="submit">
            Send the report
          </button>
        </Form>
      </div>
    </Page>
  );
}

export function ReportedPage({ resource }: { resource: Resource }) {
  return (
    <Page title="Thank you" unlisted>
      <div class="stack narrowed">
        <h1>Thank you</h1>
        <p role="status">Your report is with those who look after this resource.</p>
        <p>
          <a href={resourceAddress(resource.id)}>Back to {resource.description.title}</a>
        </p>
      </div>
    </Page>
  );
}
