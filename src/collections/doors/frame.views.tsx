import { Page } from "../../doorway/layout.tsx";
import type { Problem } from "../../kernel/problem.ts";
import { ErrorSummary } from "../../ui/form.tsx";
import { Crumbs } from "../../ui/pieces.tsx";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import type { Collection } from "../rules/collection.ts";

/** Where the words of a form and what is wrong with them come back to. */
export interface RejectedForm {
  problem?: Problem | undefined;
  typed?: (name: string) => string;
}

export const backAddress = ({ typed }: RejectedForm, name: string, otherwise = "") =>
  typed?.(name) ?? otherwise;

export function Frame({
  title,
  crumbs,
  problem,
  children,
}: {
  title: string;
  crumbs: { words: string; href: string }[];
  problem?: Problem | undefined;
  children: preact.ComponentChildren;
}) {
  return (
    <Page title={`${problem ? "Error: " : ""}${title}`} at="collections" unlisted>
      <Crumbs crumbs={[{ words: "Collections", href: COLLECTIONS }, ...crumbs, { words: title }]} />
      <div class="stack measure">
        <h1>{title}</h1>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        {children}
      </div>
    </Page>
  );
}

export const crumbOf = (c: Collection) => [{ words: c.draft.title, href: `${collectionAddress(c.id)}/edit` }];
