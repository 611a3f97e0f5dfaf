import { describe, expect, test } from "@jest/globals";
import type { Change } from "../../src/store/change.ts";
import { accounts } from "./promises/accounts.ts";
import { asks } from "./promises/asks.ts";
import { audit } from "./promises/audit.ts";
import { collections } from "./promises/collections.ts";
import { commits } from "./promises/commits.ts";
import { erasures } from "./promises/erasures.ts";
import { existingRecords } from "./promises/existing-records.ts";
import { following } from "./promises/following.ts";
import { importProgress } from "./promises/import-progress.ts";
import { importRows } from "./promises/import-rows.ts";
import { imports } from "./promises/imports.ts";
import { jobs } from "./promises/jobs.ts";
import { mails } from "./promises/mails.ts";
import { notices } from "./promises/notices.ts";
import { people } from "./promises/people.ts";
import { queue } from "./promises/queue.ts";
import { racing } from "./promises/racing.ts";
import { nothingRecorded, recording } from "./promises/recording.ts";
import { reference } from "./promises/reference.ts";
import { reports } from "./promises/reports.ts";
import { resources } from "./promises/resources.ts";
import { reviews } from "./promises/reviews.ts";
import { sharing } from "./promises/sharing.ts";
import type { NewStorage } from "./promises/stage.ts";
import { storage } from "./promises/storage.ts";
import { sweeping } from "./promises/sweeping.ts";
import { usage } from "./promises/usage.ts";
import { visibility } from "./promises/visibility.ts";
import { words } from "./promises/words.ts";

const SUITES = [
  commits,
  racing,
  resources,
  visibility,
  collections,
  people,
  accounts,
  audit,
  reference,
  sharing,
  reviews,
  following,
  queue,
  reports,
  asks,
  notices,
  mails,
  imports,
  importRows,
  importProgress,
  existingRecords,
  erasures,
  jobs,
  sweeping,
  storage,
  usage,
  words,
];

/**
 * What every storage and its store promise. They are asked through their interfaces and with changes alone, so
 * that any other can be held to the same.
 */
export function promisesOf(name: string, keep: NewStorage): void {
  describe(`The ${name} store`, () => {
    const recorded = nothingRecorded();
    const keepRecorded: NewStorage = async () => {
      const { storage, remove } = await keep();
      return { storage: recording(storage, recorded), remove };
    };
    for (const suite of SUITES) suite(keepRecorded);

    // The last one, for it looks at what the others have asked.
    describe("this suite", () => {
      test("asks every promise there is", () => {
        expect([...recorded.there].filter((promise) => !recorded.called.has(promise))).toEqual([]);
        expect(recorded.there.size).toBeGreaterThan(100);
      });

      test("commits every noun there is", () => {
        expect([...recorded.nouns].toSorted()).toEqual(Object.keys(NOUNS).toSorted());
      });
    });
  });
}

/** A noun that is missing here does not compile. */
const NOUNS: Record<Change["noun"], true> = {
  resource: true,
  collection: true,
  featured: true,
  draft: true,
  "draft-ended": true,
  file: true,
  claim: true,
  saved: true,
  unsaved: true,
  person: true,
  membership: true,
  "membership-ended": true,
  key: true,
  account: true,
  identity: true,
  "identity-ended": true,
  session: true,
  "sessions-ended": true,
  invitation: true,
  audit: true,
  review: true,
  "review-late": true,
  "review-comment": true,
  rubric: true,
  import: true,
  "import-rows": true,
  "import-ways": true,
  organizations: true,
  rules: true,
  vocabulary: true,
  framework: true,
  erasure: true,
  swept: true,
  report: true,
  ask: true,
  "ask-ended": true,
  "asks-told": true,
  mail: true,
  "notices-read": true,
  answer: true,
  "job-run": true,
  seeded: true,
  reindex: true,
};
