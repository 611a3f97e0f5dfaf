import type { AsksChange, AsksEnded } from "../asks/rules/change.ts";
import type { CollectionEventChange, CollectionsChange } from "../collections/rules/change.ts";
import type { ContributingChange } from "../contributing/rules/change.ts";
import type { ErasingChange } from "../erasing/rules/change.ts";
import type { FileChange, FileUses } from "../files/rules/change.ts";
import type { ImportsChange } from "../imports/rules/change.ts";
import type { JobRun } from "../kernel/job.ts";
import type { NoticeChange, NoticesChange } from "../notices/rules/change.ts";
import type { OrganizationsChange } from "../organizations/rules/change.ts";
import type { PeopleChange } from "../people/rules/change.ts";
import type { RulesChange } from "../reach/rules/change.ts";
import type { VocabularyChange } from "../reference/rules/change.ts";
import type { ReportChange } from "../reports/rules/change.ts";
import type { ResourcesChange } from "../resources/rules/change.ts";
import type { ReviewsChange } from "../reviews/rules/change.ts";
import type { SavedChange } from "../shelf/rules/change.ts";
import type { FrameworkChange } from "../standards/rules/change.ts";

/**
 * What happened, made by pure functions. A change with `before` is guarded by its revision: when somebody
 * else has changed the record meanwhile, the whole commit fails with Problem `stale` and nothing is written.
 */
export type Change =
  | OrganizationsChange
  | PeopleChange
  | VocabularyChange
  | FrameworkChange
  | RulesChange
  | ResourcesChange
  | FileChange
  | CollectionsChange
  | ReviewsChange
  | ContributingChange
  | ReportChange
  | SavedChange
  | AsksChange
  | ImportsChange
  | NoticesChange
  | ErasingChange
  /** `before` is one of the same key that is no longer kept. */
  | { noun: "answer"; before?: KeptAnswer; after: KeptAnswer }
  /** A job has run, or runs: it takes the place of its last run with this outcome. */
  | { noun: "job-run"; after: JobRun }
  /** All that the registry begins with has been brought in. */
  | { noun: "seeded"; at: string };

/** What follows from changes and nothing else: nobody commits it. */
export type OnlyFollows = FileUses | CollectionEventChange | NoticeChange | AsksEnded;

/** Whatever a store writes: what is committed, and what follows from it. */
export type Written = Change | OnlyFollows;

/** The changes of one noun. */
export type ChangeOf<N extends Written["noun"]> = Extract<Written, { noun: N }>;

/** The answer to an `Idempotency-Key`, kept with the commit it belongs to. */
export interface KeptAnswer {
  /** Hash of caller and key. */
  key: string;
  /** Hash of the request, so that the same key with another body is refused. */
  request: string;
  status: number;
  headers: Record<string, string>;
  body: string;
  at: string;
}
