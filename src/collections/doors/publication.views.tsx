import { useSite } from "../../doorway/site.ts";
import type { Reach } from "../../reach/rules/reach.ts";
import { Words } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import { collectionAddress } from "../rules/addresses.ts";
import { type Collection, hasChanges } from "../rules/collection.ts";
import { gapInWords, reachInWords } from "../rules/collection-words.ts";
import type { Gap } from "../rules/gaps.ts";
import { RadioChoice } from "./collection-choice.views.tsx";
import { backAddress, crumbOf, Frame, type RejectedForm } from "./frame.views.tsx";

export interface PublishShown {
  collection: Collection;
  /** The reaches its place offers. */
  reaches: Reach[];
  /** Those that need somebody's yes first. */
  asks: Reach[];
  chosen: Reach;
  gaps: Gap[];
  owner: boolean;
}

export function PublishPage({
  collection: c,
  reaches,
  asks,
  chosen,
  gaps,
  owner,
  ...tried
}: PublishShown & RejectedForm) {
  const { organizations } = useSite().reference;
  const draft = c.published === undefined;
  return (
    <Frame title={draft ? "Publish it" : "Who can see it"} crumbs={crumbOf(c)} problem={tried.problem}>
      {!draft && hasChanges(c) && <p>The changes of the draft are published along with this.</p>}
      {gaps.length > 0 && (
        <Note icon="error_outline">
          <p>
            <strong>Some readers will not find everything in it.</strong>
          </p>
          <ul class="plain small stack near">
            {gaps.map((g) => (
              <li key={g.resource}>
                {g.title ?? "A resource you cannot see"}: {gapInWords(g, c)}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Form action={`${collectionAddress(c.id)}/publication`}>
        <HiddenFields values={[["revision", String(c.revision)]]} />
        <RadioChoice
          name="reach"
          legend="Who can see it?"
          options={reaches.map((r) => ({
            value: r,
            label: reachInWords(r, c, organizations),
            hint: asks.includes(r)
              ? "Curators look at it first. Until they answer, it goes as far as it may at once."
              : "At once.",
          }))}
          chosen={backAddress(tried, "reach") || chosen}
          faults={tried.problem?.faults}
        />
        {asks.length > 0 && (
          <Words
            name="message"
            label="Say something to the reviewers (optional)"
            value={backAddress(tried, "message")}
            rows={2}
            most={2000}
          />
        )}
        <button class="usa-button" type="submit" name="do" value="publish">
          Publish
        </button>
      </Form>
      {!draft && owner && (
        <Form action={`${collectionAddress(c.id)}/publication`}>
          <HiddenFields values={[["revision", String(c.revision)]]} />
          <p>You can take it back at any time. It is a draft then, and its address answers nobody else.</p>
          <button class="usa-button usa-button--outline" type="submit" name="do" value="take-back">
            Take it back
          </button>
        </Form>
      )}
    </Frame>
  );
}
