import { createHash } from "node:crypto";

/** A strong entity tag (RFC 9110 §8.8.3) of a text. */
export const etagOf = (text: string) =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;

/** Whether a list of tags (`If-Match`, `If-None-Match`) names this one; weak and strong compare alike. */
export const namesTag = (list: string | undefined, etag: string): boolean =>
  (list ?? "").split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
