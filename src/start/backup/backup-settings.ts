/** Settings whose values never leave the machine. */
const SECRET = /secret|key|password|token/i;
/** These differ between machines, and nobody minds. */
const OF_THE_MACHINE = ["dataDir", "port", "host"];

export interface KeptSettings {
  settings: Record<string, string>;
  /** Secret ones, to be given again as they were. */
  leftOut: string[];
}

/** The settings of this registry without its secrets: `{ meili: { url } }` becomes `meili.url`. */
export function settingsToKeep(config: object): KeptSettings {
  const all = flat(config);
  return {
    settings: Object.fromEntries(
      all.filter(([name]) => !SECRET.test(name)).map(([name, value]) => [name, withoutPassword(value)]),
    ),
    leftOut: all.map(([name]) => name).filter((name) => SECRET.test(name)),
  };
}

const flat = (given: object, above = ""): [string, string][] =>
  Object.entries(given).flatMap(([name, value]): [string, string][] =>
    typeof value === "object" && value !== null
      ? flat(value, `${above}${name}.`)
      : [[above + name, String(value)]],
  );

/** An address may carry a name and a password. */
const withoutPassword = (value: string) => value.replace(/^(\w+:\/\/)[^/@]*@/, "$1");

/** One line for each setting that is otherwise now than it was then. */
export function settingsThatDiffer(then: KeptSettings, now: KeptSettings): string[] {
  return [...new Set([...Object.keys(then.settings), ...Object.keys(now.settings)])]
    .filter((name) => !OF_THE_MACHINE.includes(name) && then.settings[name] !== now.settings[name])
    .sort()
    .map((name) => `${name} was ${then.settings[name] ?? "not set"}, is ${now.settings[name] ?? "not set"}`);
}
