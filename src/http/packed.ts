import { constants, gzipSync } from "node:zlib";
import type { Request, Response } from "express";

/** Shorter texts gain nothing; longer ones are packed piece by piece, elsewhere, so that nobody waits for them. */
const LEAST = 1024;
const MOST = 256 * 1024;
/** Level 3 makes them 5 % longer than level 6 in half the time. */
const OPTIONS = { level: 3, memLevel: constants.Z_DEFAULT_MEMLEVEL };

/**
 * Sends a text packed in one go, where its reader takes that: a stream for each answer costs five times as much as the
 * packing (docs/decisions/0048-what-a-search-costs.md).
 */
export function sendPacked(req: Request, res: Response, text: string): void {
  if (text.length < LEAST || text.length > MOST || !takesGzip(req)) return void res.send(text);
  res.set("Content-Encoding", "gzip").vary("Accept-Encoding");
  const packed = gzipSync(text, OPTIONS);
  res.setHeader("Content-Length", packed.length);
  res.end(packed);
}

function takesGzip(req: Request): boolean {
  const accepted = req.headers["accept-encoding"];
  if (accepted === undefined) return false;
  // What nearly every program sends; anything else is read with its weights.
  return /^gzip\b(?!\s*;)/.test(accepted) || req.acceptsEncodings("gzip") === "gzip";
}
