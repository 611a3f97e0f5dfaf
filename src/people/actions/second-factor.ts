import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { hashOf } from "../../kernel/hash.ts";

const PERIOD = 30;

/** What an authenticator app is given: RFC 6238 with its usual values (SHA-1, 6 digits, 30 seconds). */
const totpFor = (secret: string, label: string, issuer: string) =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: PERIOD,
    algorithm: "SHA1",
  });

export const newTotpSecret = () => new Secret({ size: 20 }).base32;

/** The `otpauth:` address of the secret, which the QR code holds. Apps show the issuer and the label. */
export const otpauthAddress = (secret: string, label: string, issuer: string) =>
  totpFor(secret, label, issuer).toString();

/** The code of this moment; tests and authenticator apps make it alike. */
export const codeAt = (secret: string, at: string) =>
  totpFor(secret, "", "").generate({ timestamp: Date.parse(at) });

/**
 * The time step the code belongs to, when it is right and newer than the last one taken: a code that was
 * looked at over a shoulder does not open twice. One step of clock difference is forgiven either way.
 */
export function stepOf(secret: string, code: string, at: string, after = -1): number | undefined {
  const bare = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(bare)) return undefined;
  const now = Date.parse(at);
  const delta = totpFor(secret, "", "").validate({ token: bare, timestamp: now, window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(now / 1000 / PERIOD) + delta;
  return step > after ? step : undefined;
}

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Ten codes to keep on paper, about 49 bits each, and the hashes to store in their place. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const part = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  const codes = Array.from({ length: 10 }, () => `${part()}-${part()}`);
  return { codes, hashes: codes.map(recoveryHash) };
}

export const recoveryHash = (code: string) => hashOf(`recovery\n${code.toLowerCase().replace(/[\s-]/g, "")}`);

const keyFrom = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "second factor", 32));

/** A secret as it is stored: AES-256-GCM under the registry's own secret, bound to its person. */
export function seal(text: string, person: string, secret: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(secret), iv).setAAD(Buffer.from(person));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Undefined for what was not sealed for this person under this secret. */
export function unseal(sealed: string, person: string, secret: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return undefined;
  try {
    const open = createDecipheriv("aes-256-gcm", keyFrom(secret), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    open.setAAD(Buffer.from(person)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([open.update(bytes.subarray(28)), open.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
