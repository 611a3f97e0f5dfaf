import { nameOf } from "../../../standards/rules/framework.ts";
import type { Reference } from "../../../standards/rules/reference.ts";
import { tokensOf } from "../tokens.ts";
import { byStem, type Expressions, expressionsOf } from "./expressions.ts";
import { isGeneral } from "./general-words.ts";

/** What this registry's records are about, in the words of its vocabularies and standards. */
export interface TopicWords {
  /** Whole labels of several words: "place value", "simple machines". */
  labels: Expressions<true>;
  /** Stems that are a topic by themselves. */
  words: ReadonlySet<string>;
}

/** Labels of standards of more words than this are sentences: their words are no topics because of them. */
const SHORT_LABEL = 3;
const LABELLED = ["topic", "subject", "interest"] as const;

type Known = Pick<Reference, "standards" | "vocabularies">;

const read = new WeakMap<Known, TopicWords>();

/** Made once for each state of the reference data. */
export function topicWordsOf(reference: Known): TopicWords {
  const known = read.get(reference);
  if (known) return known;
  const labels = LABELLED.flatMap((id) => reference.vocabularies[id]?.terms ?? [])
    .flatMap((t) => [t.label, ...(t.altLabels ?? [])])
    .map(tokensOf);
  const standards = reference.standards
    .allItems()
    .filter((item) => !item.dropped)
    .map((item) => tokensOf(nameOf(item)));
  const short = standards.filter((tokens) => telling(tokens).length <= SHORT_LABEL);
  const several = [...labels, ...short].filter((tokens) => telling(tokens).length > 0 && tokens.length > 1);
  const made = {
    labels: expressionsOf(
      several.map((tokens) => [tokens, true as const]),
      byStem,
    ),
    words: new Set(
      [...labels.filter(isOneWord).flat(), ...[...labels, ...short].flatMap(telling)].map(byStem),
    ),
  };
  read.set(reference, made);
  return made;
}

const isOneWord = (tokens: string[]) => tokens.length === 1;
/** A number in a label ("Algebra 1") is no topic by itself. */
const telling = (tokens: string[]) => tokens.filter((token) => !isGeneral(token) && !/^\p{N}+$/u.test(token));
