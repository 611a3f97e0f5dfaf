import { HOME } from "../../doorway/addresses.ts";
import { kindLine } from "../../doorway/display-words.ts";
import { DataScript } from "../../doorway/jsonld.tsx";
import { useSite } from "../../doorway/site.ts";
import { jsonLd } from "../../exchange/jsonld.ts";
import { filterAddress } from "../../search/rules/addresses.ts";
import { itemAddress } from "../../standards/rules/addresses.ts";
import { nameOf } from "../../standards/rules/framework.ts";
import { gradesInWords } from "../../standards/rules/labels.ts";
import type { Crumb } from "../../ui/pieces.tsx";
import { resourceAddress } from "../rules/addresses.ts";
import type { Description, Resource } from "../rules/resource.ts";

export function crumbsOf(d: Description, reference: ReturnType<typeof useSite>["reference"]): Crumb[] {
  const [subject] = d.subjects;
  const item = d.alignments.map((a) => reference.standards.item(a.item)).find((i) => i !== undefined);
  const filters = {
    ...(subject ? { subject: [subject] } : {}),
    ...(d.grades.length > 0 ? { grade: d.grades } : {}),
  };
  return [
    { words: "Find", href: HOME },
    ...(subject
      ? [
          {
            words: reference.vocabularies.subject.labelOf(subject),
            href: filterAddress({ subject: [subject] }),
          },
        ]
      : []),
    ...(d.grades.length > 0
      ? [{ words: gradesInWords(d.grades, reference), href: filterAddress(filters) }]
      : []),
    ...(item ? [{ words: nameOf(item), href: itemAddress(item, reference.standards) }] : []),
    { words: d.title },
  ];
}

/** JSON-LD for search engines, and what a link to this page shows elsewhere. */
export function PreviewImage({ resource: r }: { resource: Resource }) {
  const { reference, publicUrl, settings } = useSite();
  const d = r.description;
  const about = d.summary || kindLine(d, reference);
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={settings.name} />
      <meta property="og:title" content={d.title} />
      <meta property="og:description" content={about} />
      <meta property="og:url" content={publicUrl + resourceAddress(r.id)} />
      <meta name="twitter:card" content="summary" />
      <meta name="twitter:title" content={d.title} />
      <meta name="twitter:description" content={about} />
      <link rel="alternate" type="application/ld+json" href={resourceAddress(r.id)} />
      <DataScript data={jsonLd(r, reference, publicUrl)} />
    </>
  );
}

export const SHELF: Crumb = { words: "My shelf", href: "/shelf" };
