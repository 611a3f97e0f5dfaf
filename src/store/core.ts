import type { Logger } from "pino";
import type { Config } from "../kernel/config.ts";
import type { MailTransport } from "../notices/rules/message.ts";
import type { Store } from "./store.ts";

/** What every action is given: the store, the settings, the time, new ids, and where mails go. */
export interface Core {
  config: Config;
  store: Store;
  post: MailTransport;
  /** The time now, ISO 8601 in UTC. */
  clock: () => string;
  /** A new UUIDv7. */
  newId: () => string;
  log: Logger;
}
