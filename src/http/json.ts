import { isUtf8 } from "node:buffer";
import express, { type RequestHandler } from "express";
import { Problem } from "../kernel/problem.ts";

/** A description nests four deep. What nests thousands deep would break whoever walks through it. */
const DEEPEST = 32;

/** Reads JSON bodies of at most 1 MB: UTF-8, and not nested without end. */
export const readsJson = (): RequestHandler =>
  express.json({
    limit: "1mb",
    type: ["application/json", "application/merge-patch+json"],
    verify: (_req, _res, body) => {
      if (!isUtf8(body)) throw new Error("not UTF-8");
      if (nestsDeeper(body, DEEPEST))
        throw new Problem("invalid", "The body cannot be read.", [
          { in: "body", pointer: "", detail: `nests deeper than ${DEEPEST} levels` },
        ]);
    },
  });

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [...'"\\{}[]'].map((c) => c.charCodeAt(0));

/** Whether objects and lists in this JSON lie more than `most` deep in each other. Nothing is parsed. */
export function nestsDeeper(json: Uint8Array, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const c = json[i];
    if (inString) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) inString = false;
    } else if (c === QUOTE) inString = true;
    else if (c === OPEN || c === OPEN_LIST) {
      if (++depth > most) return true;
    } else if (c === CLOSE || c === CLOSE_LIST) depth--;
  }
  return false;
}
