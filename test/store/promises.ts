import { describe, expect, test } from "@jest/globals";
import type { Change } from "../../src/store/change.ts";
import type { Store } from "../../src/store/store.ts";
import { accounts } from "./promises/accounts.ts";
import { audit } from "./promises/audit.ts";
import { collections } from "./promises/collections.ts";
import { commits } from "./promises/commits.ts";
import { erasures } from "./promises/erasures.ts";
import { existingRecords } from "./promises/existing-records.ts";
import { following } from "./promises/following.ts";
import { importProgress } from "./promises/import-progress.ts";
import { importRows } from "./promises/import-rows.ts";
import { imports } from "./promises/imports.ts";
import { mails } from "./promises/mails.ts";
import { notices } from "./promises/notices.ts";
import { people } from "./promises/people.ts";
import { queue } from "./promises/queue.ts";
import { nothingRecorded, recording } from "./promises/recording.ts";
import { reference } from "./promises/reference.ts";
import { reports } from "./promises/reports.ts";
import { resources } from "./promises/resources.ts";
import { reviews } from "./promises/reviews.ts";
import { sharing } from "./promises/sharing.ts";
import type { OpenStore } from "./promises/stage.ts";
import { usage } from "./promises/usage.ts";
import { visibility } from "./promises/visibility.ts";
import { words } from "./promises/words.ts";

const SUITES = [
  commits,
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
  notices,
  mails,
  imports,
  importRows,
  importProgress,
  existingRecords,
  erasures,
  usage,
  words,
];

/**
 * What every store promises. It is asked through the interface of `Store` and through changes alone, so that
 * any store can be held to it.
 */
export function promisesOf(name: string, open: OpenStore): void {
  describe(`The ${name} store`, () => {
    const recorded = nothingRecorded();
    const openRecorded: OpenStore = async () => {
      const opened = await open();
      const { beside, reopen, copy } = opened;
      return {
        ...opened,
        store: recording(opened.store, recorded),
        beside: async () => recording(await beside(), recorded),
        copy: async (of: Store) => recording(await copy(of), recorded),
        reopen: async () => recording(await reopen(), recorded),
      };
    };
    for (const suite of SUITES) suite(openRecorded);

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
  mail: true,
  "notices-read": true,
  answer: true,
  seeded: true,
  reindex: true,
};
