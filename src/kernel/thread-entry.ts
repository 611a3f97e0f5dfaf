/** A worker thread does not inherit the loader of its parent: from sources `thread-boot.mjs` loads it first. */
const BOOT = new URL("./thread-boot.mjs", import.meta.url);

/**
 * Where a thread begins whose module lies at `path` without its ending, seen from the file at `from`
 * (`import.meta.url`). The module is to be handed to it as `workerData.module`.
 */
export function threadEntry(path: string, from: string): { entry: URL; module: string } {
  const isCompiled = from.endsWith(".js");
  const module = new URL(`${path}${isCompiled ? ".js" : ".ts"}`, from);
  return { entry: isCompiled ? module : BOOT, module: module.href };
}
