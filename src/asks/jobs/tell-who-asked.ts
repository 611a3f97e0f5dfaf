import { setImmediate as breath } from "node:timers/promises";
import type { Logger } from "pino";
import type { JobPlan, Jobs } from "../../kernel/job.ts";
import { counted } from "../../kernel/words.ts";
import { callerFor } from "../../notices/actions/readable.ts";
import type { Caller } from "../../people/rules/person.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Modifiers } from "../../search/rules/reading/modifiers.ts";
import type { Synonyms } from "../../search/rules/synonyms.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Happened } from "../../store/resources.ts";
import type { Store } from "../../store/store.ts";
import { type Ask, asksKeptSince } from "../rules/ask.ts";
import type { Fitting } from "../rules/change.ts";
import { fits, type ReadAsk, readAsk, stemsOfDescription } from "../rules/fits.ts";

export const ASKS: JobPlan = {
  name: "asks",
  does: "Tells who asked when something that fits is shared",
  when: "*/20 * * * * *",
  alone: true,
};

/** Events looked through at a stretch, in one commit. */
const STRETCH = 50;

/** What brings a resource before eyes that had not seen it. An edit counts where the version before did not fit. */
const BRINGS = new Set(["created", "widened", "shown", "restored", "edited"]);

interface TellingParts {
  store: Store;
  jobs: Jobs;
  /** Read when something has happened. */
  synonyms: () => Synonyms;
  modifiers: () => Modifiers;
  log: Logger;
}

/** Looks through what has happened since the last look; a kill loses nothing, and nothing is told twice. */
export function startTelling({ store, jobs, synonyms, modifiers, log }: TellingParts): void {
  const read = () => ({ synonyms: synonyms(), modifiers: modifiers() });
  jobs.add({
    ...ASKS,
    async run(at, ending) {
      let told = 0;
      while (!ending.aborted) {
        const look = await lookOnce(store, read, at);
        if (!look) break;
        told += look.told;
        // Whoever waits for an answer has it in between.
        await breath();
      }
      if (told > 0) log.info({ told }, "people were told of what they had asked for");
      return told > 0 ? `Told of ${counted(told, "resource")}.` : undefined;
    },
  });
}

async function lookOnce(
  store: Store,
  read: () => Omit<Looking, "store">,
  at: string,
): Promise<{ told: number } | undefined> {
  const waiting = await store.asks.waiting(asksKeptSince(at));
  if (waiting.length === 0) return undefined;
  const from = await store.asks.told();
  const happened = await store.resources.happened(from, STRETCH);
  const last = happened.at(-1);
  if (!last) return undefined;
  const found = await fittingAmong(happened, waiting, { store, ...read() });
  const told = await store.asks.toldAmong(found.map(({ ask, resource }) => ({ ask: ask.id, resource })));
  const fitting = found.filter((f) => !told.some((t) => t.ask === f.ask.id && t.resource === f.resource));
  await store.commit([{ noun: "asks-told", from, upTo: last.position, fitting, at }]);
  return { told: fitting.length };
}

interface Looking {
  store: Store;
  synonyms: Synonyms;
  modifiers: Modifiers;
}

async function fittingAmong(
  happened: Happened[],
  waiting: Ask[],
  { store, synonyms, modifiers }: Looking,
): Promise<Fitting[]> {
  const oldest = waiting[0]?.at ?? "";
  const news = happened.filter(({ event }) => BRINGS.has(event.what) && event.at >= oldest);
  if (news.length === 0) return [];
  const reference = await store.reference();
  const asks = waiting.map((ask) => ({ ask, read: readAsk(ask, reference, synonyms, modifiers) }));
  const callers = callersIn(store);
  const found = new Map<string, Fitting>();
  const resources = await store.resources.many([...new Set(news.map((n) => n.resource))]);
  for (const resource of resources) {
    const stems = stemsOfDescription(resource.description, reference);
    const events = news.filter((n) => n.resource === resource.id);
    for (const { ask, read } of asks) {
      const { by } = ask;
      if (!by || !fits(read, resource.description, stems, reference)) continue;
      // What one has shared oneself is no answer.
      const since = events.filter(({ event }) => event.at >= ask.at && event.by !== by);
      if (!(await isNews(since, resource, read, { store, reference }))) continue;
      const caller = await callers(by);
      if (!caller || !may(caller, "see", resource, reference.organizations)) continue;
      const { id, organization } = ask;
      found.set(`${id} ${resource.id}`, { ask: { id, organization, by }, resource: resource.id });
    }
  }
  return [...found.values()];
}

/** People as they are now, each read once. */
function callersIn(store: Store): (id: string) => Promise<Caller | undefined> {
  const known = new Map<string, Promise<Caller | undefined>>();
  return (id) => {
    const caller = known.get(id) ?? callerFor(id, store);
    known.set(id, caller);
    return caller;
  };
}

/** Whether it fits since something that happened, and had not fitted before. */
async function isNews(
  events: Happened[],
  resource: Resource,
  read: ReadAsk,
  { store, reference }: { store: Store; reference: Reference },
): Promise<boolean> {
  if (events.some(({ event }) => event.what !== "edited")) return true;
  const [first] = events.flatMap(({ event }) => event.version ?? []);
  if (first === undefined) return false;
  const before = await store.resources.version(resource.id, first - 1);
  if (!before) return true;
  return !fits(read, before.description, stemsOfDescription(before.description, reference), reference);
}
