import { kindLine, nounOf } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { SearchBox } from "../../doorway/search-box.views.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { counted, listed } from "../../kernel/words.ts";
import { erasureAddress, hidingAddress, resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { searchAddress } from "../../search/rules/addresses.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { FaultLine, Words } from "../../ui/field.views.tsx";
import { ErrorSummary, Form, faultOf } from "../../ui/form.tsx";
import { Crumbs, Note } from "../../ui/pieces.tsx";
import type { Erasure, Extent } from "../rules/erasure.ts";

interface EraseForm {
  /** Its id, and what it is where this member of staff sees it. */
  id: string;
  resource?: Resource;
  extent: Extent;
  typed?: string;
  sure?: boolean;
  problem?: Problem | undefined;
}

/** Before it: what goes, what stays, and that there is no way back. */
export function ErasePage({ id, resource: r, extent, typed, sure, problem }: EraseForm) {
  const title = `Erase this ${r ? nounOf(r.description) : "resource"} for good`;
  const crumbs = r ? [{ words: r.description.title, href: resourceAddress(id) }] : [];
  const unsure = faultOf("sure", problem?.faults);
  return (
    <Page title={problem ? `Error: ${title}` : title} unlisted>
      <Crumbs crumbs={[...crumbs, { words: "Erase" }]} />
      <div class="stack measure">
        <h1>{title}</h1>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        <Note icon="error_outline" kind="sand">
          <p>
            <strong>There is no way back.</strong> Erase only what must not exist, such as personal data.
          </p>
          {r && !r.hiding && (
            <p>
              To take it out of sight for now, <a href={hidingAddress(id)}>hide it</a>.
            </p>
          )}
        </Note>
        <WhatGoes id={id} resource={r} extent={extent} />
        <Form action={erasureAddress(id)}>
          <Words
            name="reason"
            label="Why it is erased"
            hint="Everyone who could see it reads this for good. Name nobody, and nothing of what it said."
            value={typed}
            faults={problem?.faults}
            rows={2}
          />
          <div class={`usa-form-group${unsure ? " usa-form-group--error" : ""}`}>
            <FaultLine id="sure" fault={unsure} />
            <Checkbox id="sure" name="sure" value="yes" checked={sure ?? false}>
              I have looked at it. It must not exist.
            </Checkbox>
          </div>
          <button class="usa-button" type="submit">
            Erase it for good
          </button>
        </Form>
      </div>
    </Page>
  );
}

function WhatGoes({
  id,
  resource: r,
  extent: e,
}: Pick<EraseForm, "id" | "extent"> & { resource: Resource | undefined }) {
  const { reference } = useSite();
  const place = r && reference.organizations.get(r.organization)?.name;
  const apart = [
    ...(e.reviews ? [counted(e.reviews, "review")] : []),
    ...(e.claims ? [counted(e.claims, "claim")] : []),
    ...(e.reports ? [counted(e.reports, "report")] : []),
  ];
  const stays = e.filesKept > 0 && `${counted(e.filesKept, "file")} that another resource names`;
  return (
    <section class="card stack near" aria-labelledby="goes">
      <h2 id="goes">What goes</h2>
      {r ? (
        <p>
          <strong>{r.description.title}</strong>
          <span class="soft"> {[kindLine(r.description, reference), place].filter(Boolean).join(" · ")}</span>
        </p>
      ) : (
        <p>
          A resource that only its owner sees, <span class="number">{id}</span>
        </p>
      )}
      <ul class="stack near">
        <li>
          {counted(e.versions, "version")}
          {e.files > 0 && ` and ${counted(e.files, "file")}`}
        </li>
        {apart.length > 0 && <li>{listed(apart)}, with all that was said there</li>}
        <li>its place in search, notices and mails about it, rows of imports</li>
        {e.saved > 0 && <li>{counted(e.saved, "place")} on people's shelves</li>}
        {e.collections > 0 && <li>what {counted(e.collections, "collection")} say of it in their notes</li>}
      </ul>
      <h3>What stays</h3>
      <ul class="stack near">
        <li>when it was erased and why, for those who could see it</li>
        {stays && <li>{stays}</li>}
        {e.collections > 0 && <li>the other words of these collections: look at them too</li>}
        <li>
          backups made before, and data that a restore has set aside, until somebody deletes them; restoring
          one does not bring it back
        </li>
      </ul>
    </section>
  );
}

/** After it, for state staff: how far it is. */
export function ErasurePage({ erasure: e }: { erasure: Erasure }) {
  return (
    <Page title="Erased" unlisted>
      <div class="stack measure">
        <h1>Erased</h1>
        <Note icon="check_circle" kind="good">
          <p role="status">
            <strong>Nobody finds it any more.</strong> It was erased on {dateInWords(e.at)}.
          </p>
          <p>Why: {e.reason}</p>
        </Note>
        <p>
          {e.sweptAt
            ? "Its last traces on the disk and in the indexes were overwritten. Nothing is left of it."
            : "Its last traces on the disk and in the indexes are being overwritten. Load this page again in a minute."}
        </p>
        <p>
          <a href={resourceAddress(e.resource)}>What readers see at its address</a>
        </p>
      </div>
    </Page>
  );
}

/** The tombstone of what was erased: when and why, and nothing else. Answered with 410. */
export function ErasedPage({ at, reason }: { at: string; reason: string }) {
  return (
    <Page title="This was erased" at="find" unlisted>
      <SearchBox />
      <div class="stack measure">
        <h1>This was erased</h1>
        <Note icon="info">
          <p>What was here was erased on {dateInWords(at)}.</p>
          <p>Why: {reason}</p>
        </Note>
        <p>
          <a href={searchAddress({})}>See all resources</a>
        </p>
      </div>
    </Page>
  );
}
