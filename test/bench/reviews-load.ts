import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../support/random.ts";
import type { Ledger } from "./reviews-ledger.ts";
import type { LoadPerson, Stage } from "./reviews-stage.ts";

/** The connection broke: nobody knows what became of what was asked. */
export class Broken extends Error {}

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the bench looks into answers freely
  body: any;
  ms: number;
}

/** Two hundred people at work at one server, whose address may change when it is restarted. */
export interface Load {
  address: string;
  stage: Stage;
  ledger: Ledger;
  /** Milliseconds each took. */
  times: { submissions: number[]; offers: number[]; decisions: number[] };
  /** Decisions refused because somebody else was faster. */
  beaten: number;
  /** Answers nobody should get. */
  errors: string[];
  random: Random;
  agent: Agent;
}

export const loadOf = (stage: Stage, ledger: Ledger, address: string, random: Random): Load => ({
  address,
  stage,
  ledger,
  times: { submissions: [], offers: [], decisions: [] },
  beaten: 0,
  errors: [],
  random,
  agent: new Agent({ keepAlive: true, maxSockets: 256 }),
});

function ask(load: Load, who: LoadPerson, method: string, path: string, body?: object, once?: string) {
  const began = performance.now();
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${who.key}`,
    ...(text === undefined
      ? {}
      : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
    ...(once ? { "idempotency-key": once } : {}),
  };
  return new Promise<Answer>((resolve, reject) => {
    const broken = (error: Error) => reject(new Broken(error.message));
    const asked = request(
      `${load.address}/api/v1${path}`,
      { method, headers, agent: load.agent },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", broken);
        answer.on("end", () => {
          if (!answer.complete) return broken(new Error("cut off"));
          const ms = performance.now() - began;
          const said = Buffer.concat(parts).toString();
          resolve({ status: answer.statusCode ?? 0, body: said ? JSON.parse(said) : undefined, ms });
        });
      },
    );
    asked.on("error", broken);
    asked.end(text);
  });
}

function wrong(load: Load, what: string, { status, body }: Answer): void {
  load.errors.push(`${what} was answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
}

/** A submission on its way. One that was cut off is sent again, with the same keys. */
interface Pending {
  word: string;
  resource?: string;
}
const pending = new Map<LoadPerson, Pending>();
let made = 0;

/** Begins and ends differently from all others, as titles do: else every two of them would look the same. */
export const titleOf = (word: string) => `${word} kestrels ${word}`;

/** Shares something with the district and offers it to everyone. */
export async function submit(load: Load, who: LoadPerson): Promise<void> {
  const given = pending.get(who) ?? { word: `w${(made++).toString(36)}q` };
  pending.set(who, given);
  const { word } = given;
  const again = given.resource !== undefined;
  let spent = 0;
  if (!given.resource) {
    const body = {
      title: titleOf(word),
      summary: `What birds of prey see from above, and how high ${word} flies.`,
      url: `https://example.org/kestrels/${word}`,
      subjects: ["science"],
      grades: ["05"],
      license: "CC-BY-4.0",
      reach: "district",
    };
    const shared = await ask(load, who, "POST", "/resources", body, `sharing-${word}`);
    if (shared.status !== 201) return wrong(load, `Sharing ${word}`, shared);
    given.resource = shared.body.id as string;
    spent = shared.ms;
  }
  const to = `/resources/${given.resource}/reviews`;
  const offered = await ask(load, who, "POST", to, { reach: "public" }, `offering-${word}`);
  if (offered.status !== 201) return wrong(load, `Offering ${word}`, offered);
  pending.delete(who);
  load.ledger.submissions.push({ word, resource: given.resource, review: offered.body.id, by: who.person });
  load.times.offers.push(offered.ms);
  if (!again) load.times.submissions.push(spent + offered.ms);
}

/** Offers again what came back, if anything did. */
export async function answer(load: Load, who: LoadPerson): Promise<void> {
  const notices = await ask(load, who, "GET", "/people/me/notices?unread=yes&limit=5");
  if (notices.status !== 200) return wrong(load, "Reading notices", notices);
  const back = notices.body.notices.find((n: { what: string }) => n.what === "returned");
  if (!back?.review) return;
  const at = `/reviews/${back.review}/resubmission`;
  const again = await ask(load, who, "POST", at, { message: "Mended" });
  // It may be back already: an earlier answer of ours was cut off on its way here.
  if (again.status !== 200 && again.status !== 409) wrong(load, "Resubmitting", again);
  await ask(load, who, "POST", "/people/me/notices/readings", { notices: [back.id] });
}

const ANSWERS = ["correct", "aligned", "usable", "fair"].map((question) => ({ question, value: "yes" }));
const VERDICTS = {
  accepted: { outcome: "accepted", rubric: "four-questions", answers: ANSWERS },
  returned: { outcome: "returned", reason: "incomplete", words: "Please add the answer key." },
  declined: { outcome: "declined", reason: "unsuitable", words: "Not for schools." },
};

/** Reads the queue, one offer of it, and decides. False when nothing waits. */
export async function decide(load: Load, who: LoadPerson): Promise<boolean> {
  const queue = await ask(load, who, "GET", `/organizations/${who.organization}/reviews?limit=20`);
  if (queue.status !== 200) {
    wrong(load, "Reading the queue", queue);
    return false;
  }
  if (queue.body.reviews.length === 0) return false;
  const { id } = load.random.pick(queue.body.reviews as { id: string }[]);
  const review = await ask(load, who, "GET", `/reviews/${id}`);
  if (review.status !== 200) {
    wrong(load, "Reading a review", review);
    return false;
  }
  const chance = load.random.int(1, 10);
  const outcome = chance <= 7 ? "accepted" : chance <= 9 ? "returned" : "declined";
  const { version, revision } = review.body;
  const told = { review: id, by: who.person, outcome };
  try {
    const body = { ...VERDICTS[outcome], version, revision };
    const decided = await ask(load, who, "POST", `/reviews/${id}/decision`, body);
    if (decided.status === 200) {
      load.ledger.decisions.push(told);
      load.times.decisions.push(decided.ms);
    } else if (decided.status === 409 || decided.status === 412) load.beaten++;
    else wrong(load, "Deciding", decided);
  } catch (error) {
    load.ledger.unsure.push(told);
    throw error;
  }
  return true;
}

/** What somebody does over and over until it is told to stop or the server is gone. */
async function over(again: () => Promise<unknown>, going: () => boolean): Promise<void> {
  while (going()) {
    try {
      await again();
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      return;
    }
  }
}

/** Everyone at work as fast as they are answered, each with a pause now and then. */
export async function work(load: Load, going: () => boolean, pause: number): Promise<void> {
  const { contributors, reviewers } = load.stage;
  const resting = () => sleep(load.random.int(0, pause));
  await Promise.all([
    ...contributors.map((who) =>
      over(async () => {
        await resting();
        await submit(load, who);
        if (load.random.chance(0.3)) await answer(load, who);
      }, going),
    ),
    ...reviewers.map((who) =>
      over(async () => {
        await resting();
        if (!(await decide(load, who))) await sleep(20);
      }, going),
    ),
  ]);
}

/**
 * So many submissions and decisions a second, whether or not the ones before are answered: somebody who is free
 * takes the next. Gives how many had to be left out because nobody was free.
 */
export async function steady(load: Load, rate: number, seconds: number): Promise<number> {
  let left = 0;
  const ends = performance.now() + seconds * 1000;
  const paced = async (people: LoadPerson[], act: (who: LoadPerson) => Promise<unknown>) => {
    const free = [...people];
    const busy = new Set<Promise<void>>();
    for (let next = performance.now(); next < ends; next += 1000 / rate) {
      await sleep(Math.max(0, next - performance.now()));
      const who = free.shift();
      if (!who) {
        left++;
        continue;
      }
      const doing: Promise<void> = act(who)
        .then(() => {})
        .catch((error: Error) => void load.errors.push(error.message))
        .finally(() => {
          free.push(who);
          busy.delete(doing);
        });
      busy.add(doing);
    }
    await Promise.all(busy);
  };
  await Promise.all([
    paced(load.stage.contributors, async (who) => {
      await submit(load, who);
      if (load.random.chance(0.3)) await answer(load, who);
    }),
    paced(load.stage.reviewers, (who) => decide(load, who)),
  ]);
  return left;
}
