import { sqliteStorage } from "../../db/sqlite/storage.ts";
import type { Config } from "../kernel/config.ts";
import type { Storage } from "../store/storage.ts";

/** What decides where the data are. Plain values: a thread that is given them opens the same storage. */
export type StorageSettings = Pick<Config, "dataDir" | "site">;

/** Chooses where the registry keeps its data. The only place that knows which storages there are. */
export const storageOf = ({ dataDir, site }: StorageSettings): Storage =>
  sqliteStorage(dataDir, site.timeZone);
