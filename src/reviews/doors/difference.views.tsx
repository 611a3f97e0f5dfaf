// biome-ignore-all lint/a11y/noRedundantRoles: the table folds on narrow screens, and the roles keep its meaning there

import { licenseOf, rightsInWords } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { durationInWords } from "../../kernel/words.ts";
import type { Alignment, Description } from "../../resources/rules/resource.ts";
import { BY_VOCABULARY } from "../../resources/rules/understand-input.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import { gradesInWords, languagesInWords } from "../../standards/rules/labels.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { ChangesSince } from "../actions/changes-since.ts";
import { type DiffPart, wordDiff } from "../rules/word-diff.ts";

const LABELS: Record<string, string> = {
  url: "Link",
  subjects: "Content areas",
  alignments: "Standards",
  types: "Kind",
  printable: "Printable",
  signIn: "Sign-in needed",
  timeRequired: "Time",
  materials: "You need",
  license: "Rights",
  relations: "Comes from",
};
const labelOf = (field: string) => LABELS[field] ?? field.charAt(0).toUpperCase() + field.slice(1);

function valueInWords(field: string, value: unknown, reference: Reference): string {
  const vocabulary = BY_VOCABULARY[field as keyof typeof BY_VOCABULARY];
  if (vocabulary)
    return (value as string[]).map((id) => reference.vocabularies[vocabulary].labelOf(id)).join(", ");
  switch (field) {
    case "alignments":
      return (value as Alignment[]).map((a) => alignmentInWords(a, reference)).join("; ");
    case "grades":
      return gradesInWords(value as string[], reference);
    case "languages":
      return languagesInWords(value as string[], reference).join(", ");
    case "license":
      return rightsInWords(licenseOf({ license: value } as Description, reference));
    case "timeRequired":
      return durationInWords(value as string | undefined) ?? "";
    case "accessibility":
      return Object.values(value as object)
        .flat()
        .join(", ");
  }
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map(nameOfValue).join(", ");
  return typeof value === "string" ? value : "";
}

/** What a list holds that is no term: words, files, relations. */
const nameOfValue = (value: unknown): string => {
  if (typeof value === "string") return value;
  const { title, name, url, resource } = value as Record<string, unknown>;
  return String(title ?? name ?? url ?? resource ?? "");
};

function alignmentInWords({ item, type, level }: Alignment, { standards, vocabularies }: Reference): string {
  const known = standards.item(item);
  const name = known ? `${nameOf(known)} ${shortCode(known.code)}` : item;
  const at = level ? `, ${vocabularies.level.labelOf(level)}` : "";
  return `${vocabularies["alignment-type"].labelOf(type)} ${name}${at}`;
}

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
        <thead role="rowgroup">
          <tr role="row">
            {["What", "Before", "Now"].map((words) => (
              <th role="columnheader" scope="col" key={words}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {since.fields.map(({ field, ...values }) => {
            const [before, now] = [values.before, values.now].map((v) => valueInWords(field, v, reference));
            const stretches = wordDiff(before || "Not stated", now || "Not stated");
            return (
              <tr role="row" key={field}>
                <th role="rowheader" scope="row">
                  {labelOf(field)}
                </th>
                <td role="cell" data-label="Before">
                  <Stretches of={stretches.before} as="del" />
                </td>
                <td role="cell" data-label="Now">
                  <Stretches of={stretches.now} as="ins" />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Stretches({ of, as: Tag }: { of: DiffPart[]; as: "ins" | "del" }) {
  return <>{of.map((s, i) => (s.changed ? <Tag key={i}>{s.text}</Tag> : s.text))}</>;
}
