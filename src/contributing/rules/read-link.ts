import { FetchFault, type FetchPage } from "../../http/fetch-page.ts";
import { understandGrades } from "../../reference/rules/grades.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { FormValues, ReadPage } from "./draft.ts";
import { valuesFromPage } from "./form-values.ts";
import { lockedLink, serviceOf } from "./locked-link.ts";
import { pageMetadata } from "./page-metadata.ts";
import { suggestions } from "./suggestions.ts";
import { alignmentKey, allValues, firstValue } from "./typed-values.ts";

/** Tries a link signed out, and says what came of it. Never throws: the person goes on by hand. */
export async function readLink(link: string, fetchPage: FetchPage): Promise<ReadPage> {
  const never = lockedLink(link, undefined);
  if (never) return { link, locked: never };
  try {
    const tried = await fetchPage(link);
    const locked = lockedLink(link, tried);
    if (locked) return { link, locked };
    if (tried.status >= 400)
      return {
        link,
        fault:
          tried.status === 404 || tried.status === 410
            ? "There is no page at this address."
            : `The page refused to be read (${tried.status}).`,
      };
    if (!tried.text)
      return { link, fault: "This is a file rather than a page, so it says nothing about itself." };
    return { link, metadata: pageMetadata(tried.text) };
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    const service = serviceOf(link);
    const look = service ? ` Make sure that anyone with the link can open it in ${service}.` : "";
    return { link, fault: error.message + look };
  }
}

/** The form as it is first shown: what was chosen last time, what the page says, and what surely follows. */
export function initialValues(page: ReadPage, last: FormValues, reference: Reference): FormValues {
  const said = page.metadata ? valuesFromPage(page.metadata, reference) : {};
  // A license is the page's or nobody's: what was chosen for one's own work does not follow to another's.
  const { license, language, ...choices } = last;
  const own = said.license
    ? {}
    : page.metadata
      ? {}
      : { ...(license ? { license } : {}), ...(language ? { language } : {}) };
  const typed: FormValues = { ...choices, ...own, ...said, link: [page.link] };
  const found = suggestionsFor(typed, page, reference, said.subject === undefined);
  const std = [
    ...new Set([
      ...allValues(typed, "std"),
      ...found.standards.filter((s) => s.sure).map((s) => alignmentKey({ item: s.id, type: "teaches" }, 0)),
    ]),
  ];
  const topic = found.topics.filter((t) => t.sure).map((t) => t.id);
  const subject = found.subjects.slice(0, 1);
  return {
    ...typed,
    ...(std.length > 0 ? { std } : {}),
    ...(topic.length > 0 ? { topic } : {}),
    ...(subject.length > 0 ? { subject } : {}),
  };
}

/** Likely topics and standards for what is typed so far. */
export function suggestionsFor(
  typed: FormValues,
  page: ReadPage | undefined,
  reference: Reference,
  anySubject = false,
) {
  return suggestions(
    {
      title: firstValue(typed, "title"),
      words: [
        firstValue(typed, "summary"),
        firstValue(typed, "words"),
        ...(page?.metadata?.standards ?? []),
      ].join("\n"),
      subjects: anySubject ? [] : allValues(typed, "subject"),
      grades: firstValue(typed, "grades")
        .split(/[,;]/)
        .flatMap((g) => (g.trim() ? (understandGrades(g.trim()) ?? []) : [])),
    },
    reference,
  );
}
