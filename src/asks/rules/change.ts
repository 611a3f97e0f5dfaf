import type { Ask } from "./ask.ts";

export interface AskChange {
  noun: "ask";
  before?: Ask;
  after: Ask;
}

/** Taken back: nothing of it is kept. */
export interface AskEnded {
  noun: "ask-ended";
  ask: string;
}

/** Everything a person has asked for goes with their account. */
export interface AsksEnded {
  noun: "asks-ended";
  person: string;
}

/** A resource that fits an ask. */
export interface Fitting {
  ask: Pick<Ask, "id" | "organization"> & { by: string };
  resource: string;
}

/** What has happened to resources is looked through up to a position; each fit is told once. */
export interface AsksTold {
  noun: "asks-told";
  /** Where the look before this one had come to: guards the write. */
  from: number;
  upTo: number;
  fitting: Fitting[];
  at: string;
}

export type AsksChange = AskChange | AskEnded | AsksTold;
