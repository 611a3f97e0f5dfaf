import { endingOf } from "../../sheets/content-type.ts";

/** What a file is, by its content. */
export interface FileKind {
  /** Media type it is given out as. */
  type: string;
  /** Endings that fit; the first is the usual one. */
  endings: string[];
}

const kind = (type: string, ...endings: string[]): FileKind => ({ type, endings });
const OFFICE = "application/vnd.openxmlformats-officedocument";
const ODF = "application/vnd.oasis.opendocument";

const PDF = kind("application/pdf", "pdf");
const PNG = kind("image/png", "png");
const OGG = kind("audio/ogg", "ogg", "oga", "ogv");
const M4A = kind("audio/mp4", "m4a", "m4b");
const MP4 = kind("video/mp4", "mp4", "m4v", "3gp");
const WEBM = kind("video/webm", "webm", "mkv");
const ODT = kind(`${ODF}.text`, "odt");
const ODP = kind(`${ODF}.presentation`, "odp");
const ODS = kind(`${ODF}.spreadsheet`, "ods");
const DOCX = kind(`${OFFICE}.wordprocessingml.document`, "docx");
const PPTX = kind(`${OFFICE}.presentationml.presentation`, "pptx");
const XLSX = kind(`${OFFICE}.spreadsheetml.sheet`, "xlsx");
const CARTRIDGE = kind("application/zip", "imscc", "zip");
const TEXT = kind("text/plain; charset=utf-8", "txt", "md", "csv", "tsv", "vtt", "srt", "tex");

/** What is accepted, by the usual ending of its content. */
const BY_CONTENT: Record<string, FileKind> = {
  pdf: PDF,
  png: PNG,
  apng: PNG,
  jpg: kind("image/jpeg", "jpg", "jpeg"),
  gif: kind("image/gif", "gif"),
  webp: kind("image/webp", "webp"),
  wav: kind("audio/wav", "wav"),
  mp3: kind("audio/mpeg", "mp3"),
  ogg: OGG,
  oga: OGG,
  ogv: OGG,
  ogm: OGG,
  ogx: OGG,
  opus: OGG,
  spx: OGG,
  m4a: M4A,
  m4b: M4A,
  f4a: M4A,
  f4b: M4A,
  mov: kind("video/quicktime", "mov"),
  mp4: MP4,
  m4v: MP4,
  m4p: MP4,
  f4v: MP4,
  f4p: MP4,
  "3gp": MP4,
  "3g2": MP4,
  webm: WEBM,
  mkv: WEBM,
  rtf: kind("application/rtf", "rtf"),
  cfb: kind("application/x-ole-storage", "doc", "ppt", "xls", "pub"),
  epub: kind("application/epub+zip", "epub"),
  odt: ODT,
  ott: ODT,
  odp: ODP,
  otp: ODP,
  ods: ODS,
  ots: ODS,
  docx: DOCX,
  pptx: PPTX,
  xlsx: XLSX,
};

const WITH_MACROS = /^(doc|dot|xls|xlt|ppt|pps|pot)m$/;

/** Packages that do not say at their beginning what they are: by what their table of contents, at the end, lists. */
const BY_CONTENTS: [RegExp, FileKind][] = [
  [/word\/document\.xml/, DOCX],
  [/ppt\/presentation\.xml/, PPTX],
  [/xl\/workbook\.xml/, XLSX],
  [/imsmanifest\.xml/, CARTRIDGE],
];

/** In words, for who has just been told no. */
export const ACCEPTED =
  "PDF, Word, PowerPoint, Excel, OpenDocument, EPUB, Common Cartridge, pictures (PNG, JPEG, GIF, WebP), sound (MP3, M4A, OGG, WAV), video (MP4, MOV, WebM) and plain text";

/** How many bytes of its beginning and of its end are looked at. */
export const LOOKED_AT = 65_536;

/**
 * What a file is, by the bytes of its beginning and its end; undefined for what is not accepted: programs,
 * pages, scripts, other archives, and documents with macros.
 */
export async function kindOf(head: Uint8Array, tail: Uint8Array): Promise<FileKind | undefined> {
  const ending = (await endingOf(head)) ?? "";
  const start = Buffer.from(head).toString("latin1");
  if (!start.startsWith("PK\x03\x04")) return BY_CONTENT[ending] ?? textKind(head);
  const ends = [start, Buffer.from(tail).toString("latin1")];
  const lists = (name: RegExp) => ends.some((part) => name.test(part));
  if (WITH_MACROS.test(ending) || lists(/vbaProject\.bin/i)) return undefined;
  return BY_CONTENT[ending] ?? BY_CONTENTS.find(([name]) => lists(name))?.[1];
}

/** A kind by the media type it was given. */
export const kindOfType = (type: string): FileKind =>
  [...Object.values(BY_CONTENT), CARTRIDGE].find((k) => k.type === type) ?? TEXT;

/** Plain text is UTF-8 without control characters, and no markup or program that something would run. */
function textKind(head: Uint8Array): FileKind | undefined {
  if (head.length === 0) return undefined;
  // The last character may be cut in two: up to three bytes are let go.
  const text = [0, 1, 2, 3]
    .map((n) => utf8(head.subarray(0, head.length - (head.length === LOOKED_AT ? n : 0))))
    .find((t) => t !== undefined);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are just what is looked for
  if (text === undefined || /[\x00-\x08\x0e-\x1f]/.test(text)) return undefined;
  if (/^\s*(#!|<\?|<!|<(html|head|body|script|svg)\b)/i.test(text) || /<script\b/i.test(text))
    return undefined;
  return TEXT;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A name to download under: without path and control characters, with an ending that fits the content. */
export function fileName(given: string, { endings }: FileKind): string {
  const base = (given.split(/[/\\]/).at(-1) ?? "").normalize("NFC");
  const plain = base
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const name = plain || "file";
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
  if (ending && endings.includes(ending)) return name.length > 150 ? `${name.slice(0, 140)}.${ending}` : name;
  return `${name.slice(0, 140)}.${endings[0]}`;
}
