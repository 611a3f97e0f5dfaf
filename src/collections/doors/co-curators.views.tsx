import { Field } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import { collectionAddress } from "../rules/addresses.ts";
import type { Collection, Content } from "../rules/collection.ts";
import { backAddress, crumbOf, Frame, type RejectedForm } from "./frame.views.tsx";

export interface CoCuratorsShown {
  collection: Collection;
  people: { id: string; name: string; accepted: boolean; me: boolean }[];
  owner: boolean;
  said?: string | undefined;
}

export function CoCuratorsPage({
  collection: c,
  people,
  owner,
  said,
  ...tried
}: CoCuratorsShown & RejectedForm) {
  const action = `${collectionAddress(c.id)}/curators`;
  return (
    <Frame title="Maintain it together" crumbs={crumbOf(c)} problem={tried.problem}>
      {said && (
        <Note icon="check_circle" kind="good">
          <p role="status">{said}</p>
        </Note>
      )}
      <p>
        People from any school can maintain a collection together. They see the draft, change it and publish
        it.
      </p>
      {people.length > 0 && (
        <ul class="plain stack near">
          {people.map((p) => (
            <li class="card slim row ends" key={p.id}>
              <span>
                {p.name} <span class="soft">{p.accepted ? "" : "has been asked"}</span>
              </span>
              {(owner || p.me) && (
                <Form action={action} class="inline">
                  <HiddenFields
                    values={[
                      ["do", "end"],
                      ["id", p.id],
                    ]}
                  />
                  <button class="usa-button usa-button--unstyled" type="submit">
                    {p.me ? "Leave" : "Remove"}
                    {!p.me && <span class="usa-sr-only"> {p.name}</span>}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {owner && (
        <Form action={action}>
          <Field
            name="who"
            label="Whom do you ask?"
            hint="An e-mail address, or the full name of a colleague of yours. They must accept first."
            value={backAddress(tried, "who")}
            faults={tried.problem?.faults}
          />
          <button class="usa-button" type="submit" name="do" value="ask">
            Ask
          </button>
        </Form>
      )}
    </Frame>
  );
}

/** What someone who is asked learns before they say yes: what it is, and who asks. */
export function InvitationPage({ collection: c, by }: { collection: Collection; by: string }) {
  const { title, introduction }: Content = c.draft;
  return (
    <Frame title="Help maintain it?" crumbs={[]}>
      <p>
        {by} asks you to help maintain this collection. You would see its draft, change it and publish it.
      </p>
      <section class="card stack near">
        <h2>{title}</h2>
        {introduction && <p>{introduction}</p>}
      </section>
      <Form action={`${collectionAddress(c.id)}/invitation`} class="row">
        <button class="usa-button" type="submit" name="do" value="accept">
          Accept
        </button>
        <button class="usa-button usa-button--outline" type="submit" name="do" value="decline">
          Decline
        </button>
      </Form>
    </Frame>
  );
}
