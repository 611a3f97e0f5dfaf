import type { Alignment } from "../../resources/rules/resource.ts";
import { resolveCode } from "../../standards/rules/resolve-code.ts";
import { alignmentKey, allValues, firstValue, type Reading } from "./typed-values.ts";

/** Every standard as a tick, with its level in a choice of its own. */
export function typedStandards(alignments: Alignment[]): Record<string, string | string[] | undefined> {
  const seen = new Map<string, number>();
  const keys = alignments.map((a) => {
    const nth = seen.get(`${a.item}|${a.type}`) ?? 0;
    seen.set(`${a.item}|${a.type}`, nth + 1);
    return { key: alignmentKey(a, nth), level: a.level };
  });
  return {
    std: keys.map((k) => k.key),
    ...Object.fromEntries(keys.map(({ key, level }) => [`level:${key}`, level])),
  };
}

/** The standards that were ticked, each with its level, and those that were written as codes. */
export function readStandards({ typed, reference: { standards }, fault }: Reading): Alignment[] {
  const ticked = allValues(typed, "std").flatMap((key): Alignment[] => {
    const [item = "", type = "teaches"] = key.split("|");
    const level = firstValue(typed, `level:${key}`);
    const known = (["teaches", "assesses", "requires"] as const).find((t) => t === type);
    return standards.item(item) && known ? [{ item, type: known, ...(level ? { level } : {}) }] : [];
  });
  const codes = firstValue(typed, "codes")
    .split(/[,;\n]+/)
    .map((c) => c.trim())
    .filter(Boolean);
  const added = codes.flatMap((code): Alignment[] => {
    const { exact, near } = resolveCode(code, standards);
    const [item] = exact;
    if (item && exact.length === 1) return [{ item: item.id, type: "teaches" }];
    const nearest = near
      .slice(0, 3)
      .map((i) => i.code)
      .join(", ");
    fault(
      "codes",
      item
        ? `“${code}” stands for several standards. Write its whole code`
        : `“${code}” is not a standard we know.${nearest ? ` Near it: ${nearest}` : ""}`,
    );
    return [];
  });
  const all = [...ticked, ...added.filter((a) => !ticked.some((t) => t.item === a.item))];
  return all.filter(
    (a, i) => all.findIndex((b) => b.item === a.item && b.type === a.type && b.level === a.level) === i,
  );
}
