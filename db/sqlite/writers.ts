import type { Commit } from "../../src/kernel/facts.ts";
import type { KeptAuditEntry } from "../../src/people/rules/audit.ts";
import type { ChangeOf, Written } from "../../src/store/change.ts";
import type { Sqlite } from "../driver.ts";
import { endIdentity, writeAccount, writeIdentity } from "./accounts.ts";
import { endAsk, endAsks, writeAsk, writeAsksTold } from "./asks.ts";
import { writeAudit } from "./audit.ts";
import { writeClaim } from "./claims.ts";
import { writeCollection, writeCollectionEvent, writeFeatured } from "./collections-write.ts";
import { endDraft, writeDraft } from "./drafts.ts";
import { writeErasure, writeSwept } from "./erasing.ts";
import { writeFile, writeFileUses } from "./files.ts";
import { writeFramework } from "./frameworks.ts";
import { importWriters } from "./imports-write.ts";
import { writeJobRun } from "./jobs.ts";
import { readNotices, writeMail, writeNotice } from "./notices-write.ts";
import type { Db } from "./open.ts";
import { writeOrganizations } from "./organizations-write.ts";
import {
  endMembership,
  endSessions,
  writeInvitation,
  writeKey,
  writeMembership,
  writePerson,
  writeSession,
} from "./people-write.ts";
import { reindex } from "./reindex.ts";
import { writeReport } from "./reports.ts";
import { resourceWriter } from "./resources-write.ts";
import { writeComment, writeLate, writeReview, writeRubric } from "./reviews-write.ts";
import { writeRules } from "./rules.ts";
import { writeSaved } from "./saved.ts";
import { writeAnswer, writeSeeded } from "./store-write.ts";
import { writeVocabulary } from "./vocabularies.ts";

export type Write<C> = (change: C, commit: Commit) => void;

/** Who writes the rows of each noun. What follows from a change is not theirs to know (`store/consequences.ts`). */
type Writers = { [N in Written["noun"]]: Write<ChangeOf<N>> };

/** `audited` is given each entry of the audit trail. */
export function writers(db: Db, sqlite: Sqlite, audited: (entry: KeptAuditEntry) => void): Writers {
  const imports = importWriters(db, sqlite);
  const on =
    <C>(write: (db: Db, change: C) => void): Write<C> =>
    (change) =>
      write(db, change);
  return {
    organizations: on(writeOrganizations),
    person: on(writePerson),
    membership: on(writeMembership),
    "membership-ended": on(endMembership),
    key: on(writeKey),
    account: on(writeAccount),
    identity: on(writeIdentity),
    "identity-ended": on(endIdentity),
    session: on(writeSession),
    "sessions-ended": on(endSessions),
    invitation: on(writeInvitation),
    audit: ({ after }, commit) => audited(writeAudit(db, after, commit)),
    rules: on(writeRules),
    vocabulary: on(writeVocabulary),
    framework: on(writeFramework),
    resource: resourceWriter(db, sqlite),
    reindex: on(reindex),
    file: on(writeFile),
    "file-uses": on(writeFileUses),
    collection: on(writeCollection),
    "collection-event": on(writeCollectionEvent),
    featured: on(writeFeatured),
    review: on(writeReview),
    "review-late": on(writeLate),
    "review-comment": on(writeComment),
    rubric: on(writeRubric),
    draft: on(writeDraft),
    "draft-ended": on(endDraft),
    claim: on(writeClaim),
    report: on(writeReport),
    ask: on(writeAsk),
    "ask-ended": (change, commit) => endAsk(db, change, commit),
    "asks-ended": (change, commit) => endAsks(db, change, commit),
    "asks-told": on(writeAsksTold),
    saved: on(writeSaved),
    unsaved: on(writeSaved),
    import: imports.import,
    "import-rows": imports.rows,
    "import-ways": imports.ways,
    notice: on(writeNotice),
    mail: on(writeMail),
    "notices-read": on(readNotices),
    erasure: on(writeErasure),
    swept: on(writeSwept),
    answer: on(writeAnswer),
    "job-run": on(writeJobRun),
    seeded: on(writeSeeded),
  };
}
