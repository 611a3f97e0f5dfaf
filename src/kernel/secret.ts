import { randomBytes } from "node:crypto";
import { hashOf } from "./hash.ts";

/** 32 random bytes to put into a cookie or a link, and the hash to store in its place. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashOf(token) };
}
