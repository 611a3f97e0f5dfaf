import type { Association, Framework, Item } from "./framework.ts";

export interface FrameworkChange {
  noun: "framework";
  framework: Framework;
  items: Item[];
  associations: Association[];
  /** Ids of items the package no longer has; kept while resources point at them. */
  dropped: string[];
}
