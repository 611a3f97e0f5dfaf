import { ACTIVE_STATES, type Import, type ImportState } from "../../imports/rules/import.ts";
import type { NewNotice, NoticeKind } from "./notice.ts";

/** What is told of an import that rests; undefined while it is worked at. */
export const noticeOf = (state: ImportState): NoticeKind | undefined => NOTICE_OF_STATE[state];

const NOTICE_OF_STATE: Partial<Record<ImportState, NoticeKind>> = {
  columns: "import waits",
  checked: "import waits",
  done: "import done",
  undone: "import undone",
  stopped: "import stopped",
  failed: "import stopped",
};
const TO_ACT: NoticeKind[] = ["import waits", "import stopped"];

/** Who brings a file in hears when its job has come to rest, unless it is they who stopped it. */
export function noticesOfImport(before: Import | undefined, after: Import): NewNotice[] {
  const what = noticeOf(after.state);
  if (!what || !before || !ACTIVE_STATES.includes(before.state) || before.stopping) return [];
  const about = { organization: after.organization, import: after.id };
  return [{ person: after.by, what, act: TO_ACT.includes(what), about, at: after.changedAt }];
}
