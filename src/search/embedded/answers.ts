import type { SearchRequest } from "../rules/engine.ts";
import type { NumberedResult } from "./numbered.ts";

type Answer = Omit<NumberedResult, "names">;

/** So many answers of a few kilobytes each. */
const MOST = 400;

/**
 * What was answered for one state of the index: a class that is given one question asks it thirty times, and who comes
 * back from a record asks it again. Forgotten as soon as anything in the index has changed.
 */
export class Answers {
  private readonly kept = new Map<string, Answer>();

  of(asked: SearchRequest, find: () => Answer): Answer {
    const key = JSON.stringify(asked);
    const known = this.kept.get(key);
    if (known) return known;
    const answer = find();
    const oldest = this.kept.keys().next().value;
    if (this.kept.size >= MOST && oldest !== undefined) this.kept.delete(oldest);
    // A download asks for every id; nobody asks that twice.
    if (answer.ids.length <= MOST_IDS) this.kept.set(key, answer);
    return answer;
  }

  forget(): void {
    this.kept.clear();
  }
}

const MOST_IDS = 100;
