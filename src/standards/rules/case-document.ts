import { fold } from "../../reference/rules/vocabulary.ts";
import { dateOf, isObject, type Loose, present, textsOf, textValue } from "./case-values.ts";
import type { Framework } from "./framework.ts";

/** What a CFDocument says of a framework, beside its identifier and its title. */
export function aboutDocument(document: Loose): Partial<Framework> {
  const { subject, license, note } = {
    subject: subjectOf([...textsOf(document.subject), textValue(document.title) ?? ""]),
    license: licenseOf(document.licenseURI),
    note: textValue(document.notes) ?? textValue(document.description),
  };
  return present({
    subject,
    creator: textValue(document.creator),
    publisher: textValue(document.publisher),
    officialSourceURL: textValue(document.officialSourceURL),
    adoptionStatus: textValue(document.adoptionStatus),
    adopted: dateOf(document.statusStartDate),
    language: textValue(document.language),
    license,
    note,
    changedAt: textValue(document.lastChangeDateTime),
  });
}

const SUBJECTS: [RegExp, string][] = [
  [/\bmath/, "mathematics"],
  [/\b(english|ela|language arts|literacy|reading)\b/, "english-language-arts"],
  [/\b(social studies|history|civics|geography|economics)\b/, "social-studies"],
  [/\bcomput/, "computer-science"],
  [/\b(world|foreign|modern) languages?\b/, "world-languages"],
  [/\b(health|physical education)\b/, "health"],
  [/\b(career|technical education)/, "careers"],
  [/\b(arts?|music|dance|theat(er|re))\b/, "arts"],
  [/\bscience/, "science"],
  [/\bearly (learning|childhood)\b/, "early-learning"],
];

const subjectOf = (texts: string[]) =>
  texts.map((t) => SUBJECTS.find(([pattern]) => pattern.test(fold(t)))?.[1]).find((s) => s !== undefined);

function licenseOf(link: unknown): string | undefined {
  const address = isObject(link) ? (textValue(link.uri) ?? "") : (textValue(link) ?? "");
  const cc = /creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/i.exec(address);
  if (cc) return `CC-${cc[1]?.toUpperCase()}-${cc[2]}`;
  return isObject(link) ? textValue(link.title) : undefined;
}
