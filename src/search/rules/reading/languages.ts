import type { Vocabulary } from "../../../reference/rules/vocabulary.ts";
import type { Reference } from "../../../standards/rules/reference.ts";
import type { ImpliedFilter } from "../implied-filters.ts";
import { tokensOf, type Word } from "../tokens.ts";
import { allIn, byForm, type Expressions, expressionsOf, type Met } from "./expressions.ts";
import { spanOf } from "./spans.ts";

const read = new WeakMap<Vocabulary, Expressions<string>>();

/** Shorter spellings are codes: "may" and "cat" are words. */
const SHORTEST = 4;

function namesOf(languages: Vocabulary): Expressions<string> {
  const known = read.get(languages);
  if (known) return known;
  const names = languages.terms.flatMap((t) => {
    const others = (t.altLabels ?? []).filter((name) => name.length >= SHORTEST || /[^\x20-\x7e]/.test(name));
    return [t.label, ...others.filter((name) => !/^[a-z]{2,3}-/i.test(name))].map(
      (name) => [tokensOf(name), t.id] as const,
    );
  });
  const made = expressionsOf(names, byForm);
  read.set(languages, made);
  return made;
}

const BEFORE = new Set(["in", "en", "em", "into"]);
const AFTER = new Set(
  "language languages version versions speaking speaking speaker speakers translation translations translated edition".split(
    " ",
  ),
);
/** A people, a place or a thing, and not the language. */
const PEOPLE = new Set(
  (
    "revolution revolutions revolutionary war wars empire immigrant immigrants immigration american americans culture cultural history food " +
    "foods cuisine mythology myth myths god gods goddess goddesses new dynasty dynasties explorer explorers exploration inquisition colony " +
    "colonies colonial colonization colonist colonists settler settlers conquest conquistador conquistadors renaissance art artists ballet " +
    "bread toast fries horn armada flu mission missions canadian quarter civil roots root prefixes suffixes america heritage music dance " +
    "people peoples president emperor emperors philosophy philosophers theater theatre sculpture architecture unification occupation resistance famine " +
    "independence alphabet numerals numeral numbers oranges orange house arts setters lantern zodiac inventions inventor railroad workers exclusion " +
    "republic city states democracy olympics tragedy columns vases"
  ).split(" "),
);
/** Beside these the language is what is learned, and the lesson may be in any: "French greetings", "Spanish 2". */
const LEARNED = new Set(
  (
    "greeting greetings verb verbs grammar grammer conjugation conjugations conjugating tense tenses vocabulary vocab conversation conversations " +
    "pronunciation noun nouns pronoun pronouns adjective adjectives adverb adverbs article articles phrase phrases dialogue dialogues " +
    "speaking listening class course courses curriculum teacher teachers gcse ap exam exams 1 2 3 4 i ii iii iv numbers colors colours days months " +
    "weather words subjunctive preterite imperfect past present future gender accents beginners beginner phonics spelling translation homework"
  ).split(" "),
);
/** Before these names stands an age or a place: "ancient Greek", "old English", "Middle English". */
const OF_OLD = new Set("ancient old middle north south east west classical medieval".split(" "));

/**
 * Languages wished for. With "in" before it or "version" after it, a name says the language alone; alone it is also
 * a word to look for ("arabic", "spanish poems"), and none of English, which most records are in. A school language
 * by itself wishes for its lessons, too.
 */
export function impliedLanguages(
  text: string,
  words: Word[],
  { vocabularies: { language, subject } }: Pick<Reference, "vocabularies">,
): ImpliedFilter[] {
  const tokens = words.map((w) => w.token);
  return allIn(tokens, namesOf(language)).flatMap((met): ImpliedFilter[] => {
    const { at, length, meant } = met;
    const wish = { facet: "language" as const, values: [meant] };
    const clear = saidClearly(tokens, met);
    if (clear) return [{ ...wish, ...spanOf(words, clear) }];
    if (meant === "en" || isPeople(tokens, met) || isVerb(text, words, met)) return [];
    const bare = { ...wish, ...spanOf(words, met), wholly: false };
    const lessons = subject.understand(tokens.slice(at, at + length).join(" "));
    const toLessons = lessons ? [{ ...bare, facet: "subject" as const, values: [lessons.id] }] : [];
    if (tokens.some((token) => LEARNED.has(token))) return toLessons;
    return length === tokens.length ? [bare, ...toLessons] : [bare];
  });
}

/** "in Spanish", "Spanish-language", "versión en español": with the words around it. */
function saidClearly(
  tokens: string[],
  { at, length }: Met<string>,
): { at: number; length: number } | undefined {
  const next = tokens[at + length];
  if (next === "language" && /^arts?$/.test(tokens[at + length + 1] ?? "")) return undefined;
  const before = BEFORE.has(tokens[at - 1] ?? "") && !PEOPLE.has(next ?? "") ? 1 : 0;
  const after = next !== undefined && AFTER.has(next) ? 1 : 0;
  return before + after > 0 ? { at: at - before, length: length + before + after } : undefined;
}

const isPeople = (tokens: string[], { at, length }: Met<string>): boolean =>
  PEOPLE.has(tokens[at + length] ?? "") || OF_OLD.has(tokens[at - 1] ?? "");

/** "polish an essay" is in small letters, and goes on. */
const isVerb = (text: string, words: Word[], { at, length, meant }: Met<string>): boolean =>
  meant === "pl" && words.length > length && text.charAt((words[at] as Word).start) === "p";
