import { NOT_STATED } from "../../resources/rules/resource.ts";
import { varied, WINDOW } from "../rules/browsing.ts";
import { numberOf } from "./fields.ts";
import type { IndexReader } from "./index-reader.ts";

/** The first `most` of what is browsed: the best first, mixed by who made it and what it is about. */
export function browsed(hits: Uint32Array, most: number, index: IndexReader): number[] {
  const order = index.best.of(hits, Math.max(most, WINDOW));
  return [...mixed(order.slice(0, WINDOW), index), ...order.slice(WINDOW)].slice(0, most);
}

function mixed(ids: number[], { columns, values }: IndexReader): number[] {
  const topic = numberOf("topic");
  const silent = values.number("topic", NOT_STATED);
  return varied(ids, (id) => {
    const [about] = columns.ofField(id, topic);
    return [columns.maker[id] as number, about === undefined || about === silent ? 0 : about];
  });
}
