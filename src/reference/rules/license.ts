import { fold, type Vocabulary } from "./vocabulary.ts";

const CC_URL =
  /creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)(?:\/(\d\.\d))?(?:\/([a-z]{2,3})(?=[/;\s]|$))?/i;
const RIGHTS_URL = /rightsstatements\.org\/(?:vocab|page)\/([A-Za-z-]+)\/(\d\.\d)/i;
/** The statements of RightsStatements.org by their short names alone. */
const RIGHTS_NAME = /^(InC(?:-EDU|-NC)?|NoC-US|NoC-NC|NKC|CNE)$/;
const CC_NAME =
  /\b(?:cc|creative commons)[ -]*(?:licen[cs]e )?(by(?:[ -](?:nc|sa|nd))*)(?:[ -]*v?(\d(?:\.\d)?))?/i;
const CC_WORDS: [RegExp, string][] = [
  [/non ?commercial/, "nc"],
  [/share ?alike/, "sa"],
  [/no ?deriv/, "nd"],
];

/**
 * The license id for an id, a name or an address in any of its usual forms: http or https, trailing slash,
 * `/deed.en`, `/legalcode`, older versions, ported ones. Undefined when it is not understood.
 */
export function understandLicense(spelling: string, licenses: Vocabulary): string | undefined {
  const known = licenses.understand(spelling)?.id;
  if (known) return known;
  const guess = fromAddress(spelling) ?? fromName(spelling);
  if (!guess) return undefined;
  return guess.map((id) => licenses.get(id)?.id).find((id) => id !== undefined);
}

function fromAddress(text: string): string[] | undefined {
  const rights = RIGHTS_URL.exec(text);
  if (rights) return [`${rights[1]}-${rights[2]}`];
  const cc = CC_URL.exec(text);
  if (!cc) return undefined;
  const [, kind, code = "", version, port] = cc;
  if (kind === "publicdomain") return code === "zero" ? ["CC0-1.0"] : ["CC-PDM-1.0", "CC-PDDC"];
  return ids(code, version, port);
}

function fromName(text: string): string[] | undefined {
  const short = CC_NAME.exec(text);
  if (short) return ids((short[1] ?? "").replace(/ /g, "-"), short[2]);
  const rights = RIGHTS_NAME.exec(text.trim());
  if (rights) return [`${rights[1]}-1.0`];
  const words = fold(text);
  if (/\bcc ?0\b/.test(words)) return ["CC0-1.0"];
  if (!words.includes("attribution")) return undefined;
  const parts = CC_WORDS.filter(([pattern]) => pattern.test(words)).map(([, part]) => part);
  return ids(["by", ...parts].join("-"), /(\d\.\d)/.exec(text)?.[1]);
}

/** Candidates from the most exact on: ported version, version, and the form whose version nobody stated. */
function ids(code: string, version?: string, port?: string): string[] {
  const name = `CC-${code.toUpperCase()}`;
  if (!version) return [`LicenseRef-${name}`];
  const full = version.includes(".") ? version : `${version}.0`;
  return [
    ...(port ? [`${name}-${full}-${port.toUpperCase()}`] : []),
    `${name}-${full}`,
    `LicenseRef-${name}`,
  ];
}
