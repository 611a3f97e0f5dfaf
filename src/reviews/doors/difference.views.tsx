// biome-ignore-all lint/a11y/noRedundantRoles: the table folds on narrow screens, and the roles keep its meaning there

import { fieldInWords } from "../../doorway/field-words.ts";
import { useSite } from "../../doorway/site.ts";
import { fieldDeclaration, isField } from "../../resources/rules/fields/fields.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { Heads } from "../../ui/table.views.tsx";
import type { ChangesSince } from "../actions/changes-since.ts";
import { type DiffPart, wordDiff } from "../rules/word-diff.ts";

/** Of a field of a description, or of what a collection has instead. */
const labelOf = (name: string): string =>
  isField(name) ? fieldDeclaration(name).label : name.charAt(0).toUpperCase() + name.slice(1);

const inWords = (name: string, value: unknown, reference: Reference): string =>
  isField(name) ? fieldInWords(name, value, reference) : [value ?? []].flat().join(", ");

/** What changed, field by field: the words that went and the words that came. */
export function Difference({ since, version }: { since: ChangesSince; version: number }) {
  const { reference } = useSite();
  if (since.fields.length === 0) return <p>Nothing changed since version {since.version}.</p>;
  return (
    <div class="card slim">
      <table class="fold" role="table">
        <caption class="usa-sr-only">
          Changes between version {since.version} and version {version}
        </caption>
        <Heads words={["What", "Before", "Now"]} />
        <tbody role="rowgroup">
          {since.fields.map(({ field, ...values }) => {
            const [before, now] = [values.before, values.now].map((v) => inWords(field, v, reference));
            const parts = wordDiff(before || "Not stated", now || "Not stated");
            return (
              <tr role="row" key={field}>
                <th role="rowheader" scope="row">
                  {labelOf(field)}
                </th>
                <td role="cell" data-label="Before">
                  <Parts of={parts.before} as="del" />
                </td>
                <td role="cell" data-label="Now">
                  <Parts of={parts.now} as="ins" />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Parts({ of, as: Tag }: { of: DiffPart[]; as: "ins" | "del" }) {
  return <>{of.map((s, i) => (s.changed ? <Tag key={i}>{s.text}</Tag> : s.text))}</>;
}
