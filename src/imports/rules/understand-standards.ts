import type { Alignment } from "../../resources/rules/resource.ts";
import { shortCode } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { resolveCode } from "../../standards/rules/resolve-code.ts";

/** What one standard in a cell was read as. */
export interface StandardRead {
  alignment?: Omit<Alignment, "type">;
  as?: string;
  detail?: string;
  nearest?: string[];
}

/** Reads one standard: its code or id, with a level in parentheses or after `@`, with its words behind it. */
export function readStandard(value: string, reference: Reference): StandardRead {
  const withLevel = /^(.*?\S)\s*(?:\(([^()]{1,40})\)|@\s*(.{1,40}))$/s.exec(value);
  const level =
    withLevel && reference.vocabularies.level.understand((withLevel[2] ?? withLevel[3] ?? "").trim());
  const text = level ? (withLevel[1] as string) : value;
  const read = resolve(text, reference);
  if (!read.item) return { detail: read.detail ?? "", nearest: read.nearest ?? [] };
  const { item } = read;
  const alignment = { item: item.id, ...(level ? { level: level.id } : {}) };
  const code = shortCode(item.code) || item.label || item.id;
  const words = level ? `${code} at ${level.label}` : code;
  return [item.id, item.code, words, `${code} (${level?.label})`].includes(value)
    ? { alignment }
    : { alignment, as: words };
}

/** The ways a code stands in a cell: alone, before its words, behind the name of its framework. */
function spellingsIn(text: string): string[] {
  const first = text.split(/\s+[-–—:]\s+|:\s+|\s+\(/)[0] ?? "";
  const last = text.split(/:\s+/).at(-1) ?? "";
  const word = /^\S+/.exec(text)?.[0].replace(/[:,.]$/, "") ?? "";
  return [...new Set([text, first, last, ...(/\d/.test(word) ? [word] : [])].map((t) => t.trim()))].filter(
    (t) => t !== "",
  );
}

function resolve(text: string, { standards }: Reference) {
  const known = standards.item(text);
  if (known) return { item: known };
  let nearest: string[] = [];
  for (const spelling of spellingsIn(text)) {
    const { exact, near } = resolveCode(spelling, standards);
    if (exact.length === 1) return { item: exact[0] };
    if (exact.length > 1)
      return {
        detail: "stands for several standards: write the full code of one",
        nearest: exact.slice(0, 5).map((i) => i.code),
      };
    if (nearest.length === 0) nearest = near.slice(0, 3).map((i) => i.code);
  }
  return { detail: "is not a standard of this registry. Write its code, such as 3.NF.A.2", nearest };
}
