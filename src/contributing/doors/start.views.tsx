import { ItemLink } from "../../doorway/item-link.views.tsx";
import { Page } from "../../doorway/layout.tsx";
import { Level } from "../../doorway/level.views.tsx";
import type { Resource } from "../../resources/rules/resource.ts";
import { Field } from "../../ui/field.views.tsx";
import { ErrorSummary, Form } from "../../ui/form.tsx";
import { Icon, Note } from "../../ui/pieces.tsx";
import type { IntendedAlignment } from "../rules/intended-reach.ts";

/** The form itself, for the same gap. */
function newAddress(wanted: IntendedAlignment | undefined, more: Record<string, string> = {}): string {
  const asked = {
    ...more,
    ...(wanted ? { standard: wanted.item.id } : {}),
    ...(wanted?.level ? { level: wanted.level } : {}),
  };
  const text = new URLSearchParams(asked).toString();
  return `/share/new${text ? `?${text}` : ""}`;
}

/** Which gap is to be filled. */
function For({ item, level }: IntendedAlignment) {
  return (
    <Note icon="info">
      <p>
        For <ItemLink item={item} />
        {level && (
          <>
            , <Level id={level} />
          </>
        )}
        . You can still change that.
      </p>
    </Note>
  );
}

interface StartProps {
  link?: string;
  fault?: string | undefined;
  place: string;
  /** Set while that place has still to confirm it: there are drafts only. */
  awaits?: string | undefined;
  /** What was shared before, to start from. */
  before: Resource[];
  /** The gap it is meant to fill. */
  wanted: IntendedAlignment | undefined;
}

export function StartPage({ link, fault, place, awaits, before, wanted }: StartProps) {
  const faults = fault ? [{ pointer: "/link", detail: fault }] : [];
  return (
    <Page title={fault ? "Error: Share what worked" : "Share what worked"} at="share">
      <div class="stack measure">
        <h1>Share what worked</h1>
        {fault && <ErrorSummary sentence="One thing to fix" faults={faults} />}
        {awaits && <AwaitsConfirmation place={awaits} />}
        {wanted && <For {...wanted} />}
        <p>Paste a link. We read the page and fill in the form. Most people are done in under a minute.</p>
        <Form action="/share" class="card stack" label="Link">
          <Field
            name="link"
            label="Link to the resource"
            type="url"
            value={link}
            faults={faults}
            hint="A web page, or a shared document that anyone with the link can open"
          />
          {wanted && <input type="hidden" name="standard" value={wanted.item.id} />}
          {wanted?.level && <input type="hidden" name="level" value={wanted.level} />}
          <button class="usa-button" type="submit">
            Continue
          </button>
        </Form>
        <ul class="plain icons stack near">
          <li>
            <Icon name="file_upload" />{" "}
            <a href={newAddress(wanted, { upload: "yes" })}>Upload a file instead</a>
          </li>
          <li>
            <Icon name="edit" /> <a href={newAddress(wanted)}>Describe it without a link</a>
          </li>
        </ul>
        {before.length > 0 && (
          <details>
            <summary>Start from one I shared before</summary>
            <ul class="plain stack near">
              {before.map((r) => (
                <li key={r.id}>
                  <a href={`/share/new?from=${r.id}`}>{r.description.title}</a>
                </li>
              ))}
            </ul>
          </details>
        )}
        <section class="note sand stack near">
          <h2>What happens next</h2>
          <p>
            {place} sees it at once if you say so, and so does every educator in the state. If you offer it to
            everyone, a curator looks at it and answers you with reasons. No student names or work, please.
          </p>
        </section>
      </div>
    </Page>
  );
}

/** For who is not confirmed yet: what they can do meanwhile. */
export const AwaitsConfirmation = ({ place }: { place: string }) => (
  <Note icon="schedule">
    <p>
      <strong>A curator of {place} still has to confirm that you belong to it.</strong> Meanwhile you can
      prepare what you want to share. It is kept on your shelf.
    </p>
  </Note>
);
