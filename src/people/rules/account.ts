/** How a person wants to hear from the registry. */
export const MAIL_CHOICES = ["at once", "daily", "none"] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

/** How a person signs in here. People who sign in elsewhere have one too, without a passphrase. */
export interface Account {
  person: string;
  /** `scrypt$log2N$r$p$salt$hash`, in base64url. */
  passphrase?: string;
  /** An open reset: SHA-256 (hex) of the mailed token, and when it stops working. */
  reset?: { hash: string; expiresAt: string };
  /** The sealed secret of the authenticator app, and the last time step a code was taken for. */
  totp?: { sealed: string; since: string; step: number };
  /** SHA-256 (hex) of the recovery codes not used yet. */
  recovery: string[];
  mail: MailChoice;
  /** Raised by every commit; guards single use of codes and links. */
  revision: number;
}

export const newAccount = (person: string): Account => ({ person, recovery: [], mail: "daily", revision: 0 });

export const LEAST_LENGTH = 12;
const MOST_LENGTH = 200;

/** Long ones that are nevertheless among the first tried. Compared without case, spaces and punctuation. */
const COMMON = new Set(
  `123456789012 1234567890123 12345678901234 123456123456 123123123123 111111111111 000000000000 987654321098
  abcdefghijkl abcdefghijklm qwertyuiopas qwertyuiop12 qwertyuiop123 qwertyqwerty qwerty123456 1q2w3e4r5t6y
  1qaz2wsx3edc asdfghjklzxc asdfasdfasdf zxcvbnmasdfg passwordpassword password1234 password12345 password123456
  mypassword123 passphrase123 thisismypassword changemechangeme changeme1234 letmeinletmein letmein12345
  welcome12345 welcome123456 welcometoschool administrator admin1234567 adminadminadmin iloveyouiloveyou
  iloveyou1234 iloveyouforever teacher12345 teacherteacher schoolschool providence123 rhodeisland1 rhodeisland12
  rhodeisland123 rhodeislandri correcthorsebatterystaple correcthorsebattery trustno1trustno1 footballfootball
  baseballbaseball sunshinesunshine princessprincess superman1234 letmeinplease openresourceregistry`
    .split(/\s+/)
    .filter(Boolean),
);

/** What is wrong with a new passphrase, in words; undefined when it is fine. No rules about kinds of letters. */
export function passphraseFault(passphrase: string, about: string[] = []): string | undefined {
  const length = [...passphrase].length;
  if (length < LEAST_LENGTH)
    return `Use at least ${LEAST_LENGTH} characters. A few words that only you would put together are easy to keep`;
  if (length > MOST_LENGTH) return `Use at most ${MOST_LENGTH} characters`;
  const bare = bareOf(passphrase);
  const tooPlain = COMMON.has(bare) || new Set(bare).size < 4;
  if (tooPlain) return "This one is among the first that others would try. Choose another";
  if (about.some((words) => words.length > 3 && bareOf(words) === bare))
    return "This is your name or e-mail address. Choose another";
  return undefined;
}

const bareOf = (text: string) => text.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, "");

/** As it is stored and looked up. */
export const mailAddressOf = (text: string) => text.trim().toLowerCase();

export const isMailAddress = (text: string) =>
  text.length <= 254 && /^[^\s@<>"(),;:\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
