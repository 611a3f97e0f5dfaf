import type { Reference } from "../../../standards/rules/reference.ts";
import { facet } from "../facets.ts";
import type { ImpliedFilter } from "../implied-filters.ts";
import { valuesMeant } from "../query.ts";

const CC =
  /\bcc[\s-]?(?:by(?:[\s-](?:nc|sa|nd))*|0|zero)(?:[\s-]?\d(?:\.\d)?)?\b(?:\s+licen[cs]ed?\b)?|\b(?:creative commons|cc)(?: attribution)?(?:\s+licen[cs](?:ed?|es)?\b)?|\bpublic[\s-]domain\b/gi;

/** Licenses wished for: one by its name, all of Creative Commons, or what belongs to everybody. */
export function impliedLicenses(text: string, reference: Reference): ImpliedFilter[] {
  const { terms } = reference.vocabularies.license;
  const found: ImpliedFilter[] = [];
  for (const match of text.matchAll(CC)) {
    const said = match[0].toLowerCase();
    const bare = said.replace(/\s*licen[cs](?:ed?|es)?$/, "");
    const isOfGroup = /^public/.test(bare);
    if (bare === "cc" && said === bare) continue;
    const all = terms.filter((t) =>
      isOfGroup ? t.group === "public-domain" : /^(?:LicenseRef-)?CC/.test(t.id),
    );
    const values =
      isOfGroup || /^(?:cc|creative commons)$/.test(bare)
        ? all.map((t) => t.id)
        : valuesMeant(facet("license"), bare, reference);
    if (values.length > 0)
      found.push({ facet: "license", values, start: match.index, end: match.index + match[0].length });
  }
  return found;
}
