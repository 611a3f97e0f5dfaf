import type { Item, Standards } from "./framework.ts";
import { handleOf } from "./handle.ts";

export const STANDARDS = "/standards";
export function itemAddress(item: Item, standards: Standards): string {
  const set = standards.framework(item.framework)?.code ?? item.framework;
  return `${STANDARDS}/${set}/${encodeURIComponent(handleOf(item, standards))}`;
}
export const caseAddress = (framework: string) => `/api/v1/frameworks/${encodeURIComponent(framework)}/case`;
