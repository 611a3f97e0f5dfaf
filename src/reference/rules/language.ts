import type { Vocabulary } from "./vocabulary.ts";

/** The BCP 47 tag for a tag, an ISO 639 code or a language's name. Undefined when it is none. */
export function understandLanguage(spelling: string, languages: Vocabulary): string | undefined {
  const known = languages.understand(spelling)?.id;
  if (known) return known;
  const tag = spelling.trim().replace(/_/g, "-");
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)) return undefined;
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical && nameOfLanguage(canonical) !== canonical ? canonical : undefined;
  } catch {
    return undefined;
  }
}

/** A language's name in English; the tag itself when it has none. */
export function nameOfLanguage(tag: string): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
}
