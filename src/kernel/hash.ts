import { createHash } from "node:crypto";

/** SHA-256 in hex: what is kept in place of a secret. */
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
