import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Field, Select, Words } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import type { Collection } from "../rules/collection.ts";
import { RadioChoice } from "./collection-choice.views.tsx";
import { backAddress, Frame, type RejectedForm } from "./frame.views.tsx";

/** A place one can begin a collection for: one's own, or an organization one curates. */
export interface Home {
  value: string;
  label: string;
}

export function NewPage({ homes, ...tried }: { homes: Home[] } & RejectedForm) {
  return (
    <Frame title="Start a collection" crumbs={[]} problem={tried.problem}>
      <p>Nobody else sees it before you publish it.</p>
      <Form action={`${COLLECTIONS}/new`}>
        <Field
          name="title"
          label="Title"
          value={backAddress(tried, "title")}
          faults={tried.problem?.faults}
        />
        <Words
          name="introduction"
          label="Introduction (optional)"
          hint="Who it is for, and how to use it. Plain text."
          value={backAddress(tried, "introduction")}
          rows={4}
          most={5000}
          faults={tried.problem?.faults}
        />
        {homes.length > 1 ? (
          <RadioChoice
            name="organization"
            legend="Whose collection is it?"
            options={homes}
            chosen={backAddress(tried, "organization") || (homes[0]?.value ?? "")}
            faults={tried.problem?.faults}
          />
        ) : (
          <HiddenFields values={[["organization", homes[0]?.value ?? ""]]} />
        )}
        <button class="usa-button" type="submit">
          Start it
        </button>
      </Form>
    </Frame>
  );
}

export interface AddShown {
  resource: Resource;
  /** Collections this person keeps. */
  into: { collection: Collection; has: boolean }[];
  back: string | undefined;
}

const NEW = "new";

export function AddPage({ resource: r, into, back, ...tried }: AddShown & RejectedForm) {
  const d = r.description;
  const open = into.filter((i) => !i.has);
  const holding = into.filter((i) => i.has);
  const options = [
    ...open.flatMap(({ collection }) => placesIn(collection)),
    { value: NEW, label: "A new collection" },
  ];
  return (
    <Frame title="Add to a collection" crumbs={[]} problem={tried.problem}>
      <p>
        <a href={resourceAddress(r.id)}>{d.title}</a>
      </p>
      {holding.length > 0 && (
        <p class="soft">
          It is already in{" "}
          {holding.map(({ collection: c }, i) => (
            <span key={c.id}>
              {i > 0 && ", "}
              <a href={`${collectionAddress(c.id)}/edit`}>{c.draft.title}</a>
            </span>
          ))}
          .
        </p>
      )}
      <Form action={`${COLLECTIONS}/add`}>
        <HiddenFields
          values={[
            ["resource", r.id],
            ["back", back ?? ""],
          ]}
        />
        {open.length > 0 ? (
          <Select
            id="into"
            name="into"
            label="Where"
            options={options}
            chosen={backAddress(tried, "into") || options[0]?.value}
          />
        ) : (
          <HiddenFields values={[["into", NEW]]} />
        )}
        <Field
          name="title"
          label={open.length > 0 ? "Title, if it is a new collection" : "Title of the new collection"}
          value={backAddress(tried, "title")}
          faults={tried.problem?.faults}
        />
        <Words
          name="note"
          label="Your note (optional)"
          hint="Why it is here, and how to use it."
          value={backAddress(tried, "note")}
          rows={2}
          most={1000}
          faults={tried.problem?.faults}
        />
        <button class="usa-button" type="submit">
          Add it
        </button>
      </Form>
      {back && (
        <p>
          <a href={back}>Go back without adding</a>
        </p>
      )}
    </Frame>
  );
}

/** A collection and, where it has several, its sections. */
function placesIn(c: Collection): Home[] {
  const { sections, title } = c.draft;
  if (sections.length < 2) return [{ value: c.id, label: title }];
  return sections.map((s, i) => ({
    value: `${c.id} ${i}`,
    label: `${title}: ${s.heading || `section ${i + 1}`}`,
  }));
}
