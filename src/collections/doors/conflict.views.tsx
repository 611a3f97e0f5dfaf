import { Page } from "../../doorway/layout.tsx";
import type { Resource } from "../../resources/rules/resource.ts";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { collectionAddress } from "../rules/addresses.ts";
import { type Collection, type Content, entriesOf } from "../rules/collection.ts";

export interface ConflictShown {
  collection: Collection;
  /** What was sent. */
  sent: Content;
  /** Their words over the draft as it is now. */
  merged: Content;
  held: Map<string, Resource>;
}

/** Somebody was faster: both stand side by side, and nothing that was typed is gone. */
export function ConflictPage({ collection: c, sent, merged, held }: ConflictShown) {
  const here = collectionAddress(c.id);
  const rows = differences(c.draft, sent, held);
  return (
    <Page title="Changed meanwhile" at="collections" unlisted>
      <div class="stack measure">
        <h1>Someone else changed this collection in the meantime</h1>
        <p>Yours was not saved yet, and nothing of it is lost. The order was left as it is now.</p>
        {rows.length === 0 ? (
          <p>Your words are the same as what is there now.</p>
        ) : (
          rows.map((r) => (
            <section class="card stack near" key={r.what}>
              <h2>{r.what}</h2>
              <p>
                <b>As it is now:</b> {r.now || "empty"}
              </p>
              <p>
                <b>As you wrote it:</b> {r.yours || "empty"}
              </p>
            </section>
          ))
        )}
        {rows.length > 0 && (
          <Form action={`${here}/edit`}>
            <HiddenFields
              values={[
                ["revision", String(c.revision)],
                ["title", merged.title],
                ["introduction", merged.introduction],
                ...entriesOf(merged).map((e): [string, string] => [`note-${e.resource}`, e.note]),
              ]}
            />
            <button class="usa-button" type="submit" name="do" value="save">
              Save my title, introduction and notes over theirs
            </button>
          </Form>
        )}
        <p>
          <a href={`${here}/edit`}>Go on with what is there now</a>
        </p>
      </div>
    </Page>
  );
}

function differences(now: Content, sent: Content, held: Map<string, Resource>) {
  const notes = new Map(entriesOf(now).map((e) => [e.resource, e.note]));
  const rows = [
    { what: "Title", now: now.title, yours: sent.title },
    { what: "Introduction", now: now.introduction, yours: sent.introduction },
    ...sent.sections.map((s, i) => ({
      what: `Heading of section ${i + 1}`,
      now: now.sections[i]?.heading ?? "",
      yours: s.heading,
    })),
    ...entriesOf(sent).map((e) => ({
      what: `Note on ${held.get(e.resource)?.description.title ?? "a resource"}`,
      now: notes.get(e.resource) ?? "",
      yours: e.note,
    })),
  ];
  return rows.filter((r) => r.now !== r.yours.trim());
}
