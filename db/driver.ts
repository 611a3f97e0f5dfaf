import { createRequire } from "node:module";
import type Driver from "better-sqlite3";

/**
 * SQLite's driver, in the build this version of Node can use. Version 12 is compiled against Node's own headers,
 * and those of Node 24.19 and later end the program when a statement is collected; version 13 is free of them
 * (Node-API) but needs Node 22. npm leaves it out on Node 20.
 */
const BUILD = Number.parseInt(process.versions.node, 10) >= 22 ? "better-sqlite3-13" : "better-sqlite3";

const Database = createRequire(import.meta.url)(BUILD) as typeof Driver;

export default Database;
export type Sqlite = InstanceType<typeof Database>;
