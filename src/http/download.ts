export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const CSV = "text/csv; charset=utf-8";

export interface Download {
  stream: NodeJS.ReadableStream;
  headers: Record<string, string>;
}

/** As a download, under a name that every system can keep. */
export function downloadHeaders(name: string, type: string): Record<string, string> {
  const plain = name.replace(/[^\x20-\x7e]|["\\%/]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
    "X-Content-Type-Options": "nosniff",
  };
}
