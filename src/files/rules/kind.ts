/** What a file is, by its content. */
export interface Kind {
  /** Media type it is given out as. */
  type: string;
  /** Endings that fit; the first is the usual one. */
  endings: string[];
}

const kind = (type: string, ...endings: string[]): Kind => ({ type, endings });
const OFFICE = "application/vnd.openxmlformats-officedocument";
const ODF = "application/vnd.oasis.opendocument";

/** By the first bytes, written as latin-1; `.` stands for any byte. */
const BEGINNINGS: [RegExp, Kind][] = [
  [/^%PDF-/, kind("application/pdf", "pdf")],
  [/^\x89PNG\r\n.\n/s, kind("image/png", "png")],
  [/^\xff\xd8\xff/, kind("image/jpeg", "jpg", "jpeg")],
  [/^GIF8[79]a/, kind("image/gif", "gif")],
  [/^RIFF....WEBP/s, kind("image/webp", "webp")],
  [/^RIFF....WAVE/s, kind("audio/wav", "wav")],
  [/^(ID3|\xff[\xfb\xf3\xf2])/, kind("audio/mpeg", "mp3")],
  [/^OggS/, kind("audio/ogg", "ogg", "oga", "ogv")],
  [/^....ftyp(M4A|M4B)/s, kind("audio/mp4", "m4a", "m4b")],
  [/^....ftypqt/s, kind("video/quicktime", "mov")],
  [/^....ftyp/s, kind("video/mp4", "mp4", "m4v", "3gp")],
  [/^.E\xdf\xa3/s, kind("video/webm", "webm", "mkv")],
  [/^\{\\rtf/, kind("application/rtf", "rtf")],
  [/^\xd0\xcf.\xe0\xa1\xb1.\xe1/s, kind("application/x-ole-storage", "doc", "ppt", "xls", "pub")],
];

const TEXT = kind("text/plain; charset=utf-8", "txt", "md", "csv", "tsv", "vtt", "srt", "tex");

/** What lies in a ZIP tells what it is; its table of contents stands at its end, an ODF's type at its beginning. */
const PACKAGES: [RegExp, Kind][] = [
  [/^PK.{24,60}mimetypeapplication\/epub\+zip/s, kind("application/epub+zip", "epub")],
  [/^PK.{24,60}mimetypeapplication\/vnd\.oasis\.opendocument\.text/s, kind(`${ODF}.text`, "odt")],
  [
    /^PK.{24,60}mimetypeapplication\/vnd\.oasis\.opendocument\.presentation/s,
    kind(`${ODF}.presentation`, "odp"),
  ],
  [
    /^PK.{24,60}mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/s,
    kind(`${ODF}.spreadsheet`, "ods"),
  ],
  [/word\/document\.xml/, kind(`${OFFICE}.wordprocessingml.document`, "docx")],
  [/ppt\/presentation\.xml/, kind(`${OFFICE}.presentationml.presentation`, "pptx")],
  [/xl\/workbook\.xml/, kind(`${OFFICE}.spreadsheetml.sheet`, "xlsx")],
  [/imsmanifest\.xml/, kind("application/zip", "imscc", "zip")],
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
export function kindOf(head: Uint8Array, tail: Uint8Array): Kind | undefined {
  const start = Buffer.from(head).toString("latin1");
  if (start.startsWith("PK\x03\x04")) {
    const end = Buffer.from(tail).toString("latin1");
    if (/vbaProject\.bin/i.test(end) || /vbaProject\.bin/i.test(start)) return undefined;
    return PACKAGES.find(([pattern]) => pattern.test(start) || pattern.test(end))?.[1];
  }
  return BEGINNINGS.find(([pattern]) => pattern.test(start))?.[1] ?? textKind(head);
}

/** A kind by the media type it was given. */
export const kindOfType = (type: string): Kind =>
  [...BEGINNINGS, ...PACKAGES].map(([, known]) => known).find((k) => k.type === type) ?? TEXT;

/** Plain text is UTF-8 without control characters, and no markup or program that something would run. */
function textKind(head: Uint8Array): Kind | undefined {
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
export function fileName(given: string, { endings }: Kind): string {
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
