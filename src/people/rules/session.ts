/** A person signed in at one browser. The token is in the cookie alone; the store has its SHA-256 (hex). */
export interface Session {
  id: string;
  person: string;
  hash: string;
  createdAt: string;
  /** When it was last used, to the minute. */
  seenAt: string;
  /** However busy it is, it ends here. */
  expiresAt: string;
  /** In words its owner recognizes: "Firefox on Windows". */
  browser: string;
  /** True once a code or a recovery code was given in this session. */
  secondFactor: boolean;
  /** True while the passphrase was right and the code is still to come: nobody is signed in yet. */
  awaitsCode: boolean;
  endedAt?: string;
}

const HOUR = 3_600_000;
export const IDLE_MS = 2 * HOUR;
export const ABSOLUTE_MS = 12 * HOUR;
/** How long the code may take to come. */
export const CODE_MS = HOUR / 6;

export const timeAfter = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

export function isOpen(session: Session, now: string): boolean {
  const idle = session.awaitsCode ? CODE_MS : IDLE_MS;
  return !session.endedAt && now < session.expiresAt && now < timeAfter(session.seenAt, idle);
}

/** A browser's User-Agent as a person would say it. Nothing is guessed beyond family and system. */
export function browserOf(agent: string | undefined): string {
  const first = (known: [RegExp, string][], otherwise: string) =>
    known.find(([pattern]) => pattern.test(agent ?? ""))?.[1] ?? otherwise;
  const family = first(
    [
      [/Edg\//, "Edge"],
      [/Firefox\//, "Firefox"],
      [/Chrome\//, "Chrome"],
      [/Safari\//, "Safari"],
    ],
    "A browser",
  );
  const system = first(
    [
      [/CrOS/, "a Chromebook"],
      [/Windows/, "Windows"],
      [/iPhone|iPad/, "iPhone or iPad"],
      [/Mac OS X/, "a Mac"],
      [/Android/, "Android"],
      [/Linux/, "Linux"],
    ],
    "",
  );
  return system ? `${family} on ${system}` : family;
}
