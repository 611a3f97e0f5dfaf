import type { Problem } from "../problem.ts";
import type { Resource } from "../resources/resource.ts";
import { resourceAddress } from "../web/addresses.ts";
import { Check, ErrorSummary, Field, Form, faultOf } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { useSite } from "../web/site.ts";
import { REPORT_KINDS } from "./report.ts";

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
              <div class="usa-radio" key={kind}>
                <input
                  class="usa-radio__input"
                  type="radio"
                  name="kind"
                  id={`kind-${kind}`}
                  value={kind}
                  checked={typed?.kind === kind}
                />
                <label class="usa-radio__label" for={`kind-${kind}`}>
                  {words}
                </label>
              </div>
            ))}
          </fieldset>
          <div class="usa-form-group">
            <label class="usa-label" for="words">
              What did you see? (optional)
            </label>
            <textarea class="usa-textarea" id="words" name="words" maxLength={2000}>
              {typed?.words}
            </textarea>
          </div>
          {signedIn ? (
            <Check id="notice" name="notice" value="yes" checked={typed?.notice ?? true}>
              Tell me what comes of it
            </Check>
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
