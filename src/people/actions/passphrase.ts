import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** Hashes passphrases away from the main thread, a few at a time: each takes 128 MB at the usual cost. */
export interface Passphrases {
  hash(passphrase: string): Promise<string>;
  /** The same work whether there is a stored hash or none. */
  matches(stored: string | undefined, passphrase: string): Promise<boolean>;
  /** True for a hash made at another cost than the one in use. */
  isOutdated(stored: string): boolean;
}

const R = 8;
const P = 1;
const LENGTH = 32;
const AT_ONCE = 2;

export function passphrasesOf(cost: number): Passphrases {
  const inTurn = turns(AT_ONCE);
  const derive = (passphrase: string, salt: Buffer, of: { n: number; r: number; p: number }) =>
    inTurn(() => run(passphrase, salt, { N: 2 ** of.n, r: of.r, p: of.p, maxmem: 256 * 2 ** of.n * of.r }));
  const now = { n: cost, r: R, p: P };
  const nobody = { ...now, salt: randomBytes(16), hash: randomBytes(LENGTH) };
  return {
    async hash(passphrase) {
      const salt = randomBytes(16);
      const hash = await derive(passphrase, salt, now);
      return `scrypt$${cost}$${R}$${P}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
    },
    async matches(stored, passphrase) {
      const of = (stored && read(stored)) || nobody;
      const hash = await derive(passphrase, of.salt, of);
      return of !== nobody && timingSafeEqual(hash, of.hash);
    },
    isOutdated: (stored) => read(stored)?.n !== cost,
  };
}

function read(stored: string) {
  const [kind, n, r, p, salt, hash] = stored.split("$");
  if (kind !== "scrypt" || !salt || !hash) return undefined;
  const bytes = (text: string) => Buffer.from(text, "base64url");
  return { n: Number(n), r: Number(r), p: Number(p), salt: bytes(salt), hash: bytes(hash) };
}

/** The same letters may be typed in more than one way of Unicode: NFKC makes them one. */
const run = (passphrase: string, salt: Buffer, options: ScryptOptions) =>
  new Promise<Buffer>((resolve, reject) => {
    const done = (error: Error | null, hash: Buffer) => (error ? reject(error) : resolve(hash));
    scrypt(passphrase.normalize("NFKC"), salt, LENGTH, options, done);
  });

/** So many at once; the others wait for their turn. */
function turns(most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
