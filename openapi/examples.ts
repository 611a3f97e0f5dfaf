import { askExamples } from "./examples.asks.ts";
import { collectionExamples } from "./examples.collections.ts";
import { importExamples } from "./examples.imports.ts";
import { peopleExamples } from "./examples.people.ts";
import { referenceExamples } from "./examples.reference.ts";
import { reportExamples } from "./examples.reports.ts";
import { resourceExamples } from "./examples.resources.ts";
import { reviewExamples } from "./examples.reviews.ts";
import { searchExamples } from "./examples.search.ts";
import type { Example } from "./examples.seed.ts";

/** By operationId; `request` is a body, `response` the body of the first success. */
export const examples: Record<string, Example> = {
  ...searchExamples,
  ...resourceExamples,
  ...collectionExamples,
  ...reviewExamples,
  ...referenceExamples,
  ...peopleExamples,
  ...reportExamples,
  ...askExamples,
  ...importExamples,
};
