import type { Fetched } from "../../http/fetch-page.ts";

/** A link that opens for some only: whose service it is, and how its owner opens it. */
export interface LockedLink {
  service: "Google" | "Microsoft";
  /** What is the matter, in one sentence. */
  says: string;
  /** What to do, step by step. */
  remedy: string;
}

const GOOGLE = /(^|\.)(docs|drive|sites|forms|classroom|jamboard)\.google\.com$|(^|\.)forms\.gle$/;
const MICROSOFT =
  /(^|\.)(sharepoint\.com|onedrive\.live\.com|1drv\.ms|forms\.office\.com|forms\.cloud\.microsoft|teams\.microsoft\.com|onenote\.com|officeapps\.live\.com)$/;
const GOOGLE_SIGN_IN = /(^|\.)accounts\.google\.com$/;
const MICROSOFT_SIGN_IN =
  /(^|\.)(login\.microsoftonline\.com|login\.live\.com|login\.microsoft\.com|login\.windows\.net)$/;

const REMEDIES = {
  Google:
    "In Google Drive, open the file and choose Share. Under General access, choose “Anyone with the link”, then Done. " +
    "If your district does not allow that, choose File, then Make a copy in a personal account, or upload the file here instead.",
  Microsoft:
    "Open the file in OneDrive or SharePoint and choose Share, then the settings of the link. Choose “Anyone”, then Apply, and copy the new link. " +
    "If your district does not allow that, upload the file here instead.",
};

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).hostname.toLowerCase() : "");

/** Whose service a link belongs to, when it is one where links are often locked. */
export function serviceOf(address: string): LockedLink["service"] | undefined {
  const host = hostOf(address);
  return GOOGLE.test(host) ? "Google" : MICROSOFT.test(host) ? "Microsoft" : undefined;
}

/**
 * Says whether a Google or Microsoft link was locked when tried signed out: it asked to sign in, refused, or
 * is of a kind that never opens for others (a class of Google Classroom). Undefined for what opened.
 */
export function lockedLink(
  address: string,
  tried: Pick<Fetched, "status" | "url"> | undefined,
): LockedLink | undefined {
  const service = serviceOf(address) ?? (tried && serviceOf(tried.url));
  if (!service) return undefined;
  if (hostOf(address) === "classroom.google.com")
    return {
      service,
      says: "A Google Classroom link opens for the members of that class only.",
      remedy: `Share the file itself rather than the class. ${REMEDIES.Google}`,
    };
  const end = hostOf(tried?.url ?? "");
  const asks =
    GOOGLE_SIGN_IN.test(end) ||
    MICROSOFT_SIGN_IN.test(end) ||
    /\/(ServiceLogin|signin)\b/.test(tried?.url ?? "");
  if (!asks && tried?.status !== 401 && tried?.status !== 403) return undefined;
  return {
    service,
    says: `Only people in your own ${service} domain can open this link. Others are asked to sign in.`,
    remedy: REMEDIES[service],
  };
}
