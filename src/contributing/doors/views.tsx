import { Page } from "../../doorway/layout.tsx";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { ErrorSummary, Form } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import type { ReadPage } from "../rules/draft.ts";
import type { ReachChoice } from "../rules/form-choices.ts";
import type { StandardRow } from "../rules/suggested-rows.ts";
import type { FormSuggestion } from "../rules/suggestions.ts";
import { type FieldsShown, More, WhatItIs } from "./description-fields.views.tsx";
import { LicenseField } from "./license-field.views.tsx";
import { LinkAndFiles } from "./link-and-files.views.tsx";
import { ChangedMeanwhile, PageNotes } from "./page-notes.views.tsx";
import { PossibleDuplicates } from "./possible-duplicates.views.tsx";
import { ReachField } from "./reach-field.views.tsx";
import { StandardsField } from "./standards-field.views.tsx";
import { AwaitsConfirmation } from "./start.views.tsx";

export interface DetailsShown extends FieldsShown {
  /** Id of the draft, or of the resource that is changed. */
  id: string;
  /** Set when a resource is changed: the revision the form was filled from. */
  changes?: { revision: number; version: number; title: string; waits: boolean } | undefined;
  page?: ReadPage | undefined;
  files: { hash: string; name: string }[];
  rows: StandardRow[];
  topics: FormSuggestion[];
  choices: ReachChoice[];
  places: { code: string; name: string }[];
  /** The place that has still to confirm who fills this in: until then there are drafts only. */
  awaits?: string | undefined;
  uploadFirst: boolean;
  similar: Resource[];
  /** True when the form was sent and the question must be answered. */
  asksAboutSimilar: boolean;
  /** What somebody else wrote meanwhile. */
  meanwhile?: { field: string; now: string }[] | undefined;
}

export function DetailsPage(shown: DetailsShown) {
  const { changes, faults, typed } = shown;
  const heading = changes ? `Change “${changes.title}”` : "Check and share";
  const sentence = counted(faults.length);
  return (
    <Page title={faults.length > 0 ? `Error: ${heading}` : heading} at="share">
      <div class="stack measure">
        <h1>{heading}</h1>
        {faults.length > 0 && <ErrorSummary sentence={sentence} faults={faults} />}
        {faults.length > 0 && <p class="soft">Everything else you wrote is kept.</p>}
        {shown.meanwhile && <ChangedMeanwhile lines={shown.meanwhile} />}
        {shown.awaits && <AwaitsConfirmation place={shown.awaits} />}
        {shown.page && <PageNotes page={shown.page} />}
        {changes?.waits && (
          <Note icon="info">
            <p>
              A changed version of this waits for a review. What you send now takes its place in the queue.
            </p>
          </Note>
        )}
        <DraftForm shown={shown}>
          {shown.similar.length > 0 && <PossibleDuplicates shown={shown} />}
          <WhatItIs typed={typed} faults={faults} />
          <LinkAndFiles typed={typed} faults={faults} files={shown.files} uploadFirst={shown.uploadFirst} />
          <StandardsField typed={typed} faults={faults} rows={shown.rows} topics={shown.topics} />
          <LicenseField
            typed={typed}
            faults={faults}
            fromPage={shown.page?.metadata?.license !== undefined}
          />
          <More typed={typed} faults={faults} />
          <ReachField typed={typed} faults={faults} choices={shown.choices} places={shown.places} />
          <p class="row">
            {!shown.awaits && (
              <button class="usa-button" type="submit" name="act" value="share">
                {changes ? "Save" : "Share"}
              </button>
            )}
            {!changes && (
              <button
                class={`usa-button${shown.awaits ? "" : " usa-button--outline"}`}
                type="submit"
                name="act"
                value="draft"
              >
                Keep as a draft
              </button>
            )}
            <span class="small soft" data-drafted>
              You can take it back at any time.
            </span>
          </p>
        </DraftForm>
      </div>
    </Page>
  );
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

const counted = (n: number) => (n === 1 ? "One thing to fix" : `${NUMBERS[n] ?? n} things to fix`);

/** The whole form. A draft saves itself where script runs; its buttons do it everywhere. */
function DraftForm({ shown, children }: { shown: DetailsShown; children: preact.ComponentChildren }) {
  const { id, changes } = shown;
  const usual = shown.awaits ? "draft" : "share";
  return (
    <Form
      action={changes ? `${resourceAddress(id)}/edit` : "/share/new"}
      files
      label={changes ? "Change" : "Share"}
    >
      {/* Enter does the usual; without this the first button in the form would be pressed. */}
      <button class="usa-sr-only" type="submit" name="act" value={usual} tabIndex={-1} aria-hidden="true" />
      {changes ? (
        <>
          <input type="hidden" name="revision" value={changes.revision} />
          <input type="hidden" name="version" value={changes.version} />
        </>
      ) : (
        <input type="hidden" name="draft" value={id} data-draft />
      )}
      {children}
    </Form>
  );
}
