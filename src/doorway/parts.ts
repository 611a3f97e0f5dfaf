import type { Sweeper } from "../erasing/jobs/sweeper.ts";
import type { FileKeeper } from "../files/jobs/file-keeper.ts";
import type { FetchPage } from "../http/fetch-page.ts";
import type { Importer } from "../imports/jobs/importer.ts";
import type { MailSender } from "../notices/jobs/mail-sender.ts";
import type { Reminder } from "../notices/jobs/reminder.ts";
import type { Passphrases } from "../people/actions/passphrase.ts";
import type { Finder } from "../search/jobs/finder.ts";
import type { Indexer } from "../search/jobs/indexer.ts";
import type { Core } from "../store/core.ts";
import type { UsageCounter } from "../usage/jobs/counter.ts";

/** What the doors are given. Made once by `start/join-registry.ts`, and by tests in the same way. */
export interface Parts extends Core {
  finder: Finder;
  indexer: Indexer;
  counter: UsageCounter;
  passphrases: Passphrases;
  /** Sends the mails that the store holds. */
  mailSender: MailSender;
  reminder: Reminder;
  files: FileKeeper;
  sweeper: Sweeper;
  importer: Importer;
  /** Reads a page of the open web. */
  fetchPage: FetchPage;
}
