import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Sweeper } from "./erasing/sweeper.ts";
import type { FileKeeper } from "./files/keeper.ts";
import type { Importer } from "./imports/importer.ts";
import type { Carrier } from "./notices/carrier.ts";
import type { Post } from "./notices/post.ts";
import type { Reminder } from "./notices/reminder.ts";
import type { Passphrases } from "./people/passphrase.ts";
import type { Finder } from "./search/finder.ts";
import type { Indexer } from "./search/indexer.ts";
import type { Store } from "./store.ts";
import type { UsageCounter } from "./usage/counter.ts";
import type { FetchPage } from "./web/fetching.ts";

/** What the doors are given. Made once by `server.ts`, and by tests in the same way. */
export interface Parts {
  config: Config;
  store: Store;
  finder: Finder;
  indexer: Indexer;
  counter: UsageCounter;
  passphrases: Passphrases;
  post: Post;
  /** Carries mails from the store to the world. */
  carrier: Carrier;
  reminder: Reminder;
  files: FileKeeper;
  sweeper: Sweeper;
  importer: Importer;
  /** Reads a page of the open web. */
  fetchPage: FetchPage;
  /** The time now, ISO 8601 in UTC. */
  clock: () => string;
  /** A new UUIDv7. */
  newId: () => string;
  log: Logger;
}
