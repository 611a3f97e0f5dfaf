import { readFile, stat } from "node:fs/promises";
import { Problem } from "../../kernel/problem.ts";

export interface DownloadLimits {
  seconds: number;
  bytes: number;
}

const LIMITS: DownloadLimits = { seconds: 30, bytes: 50 * 1024 * 1024 };

/**
 * The JSON in a file or at an http(s) address, redirects followed.
 * Throws Problem `unknown`, `unavailable`, `too-large` or `invalid`, each with a sentence to show.
 */
export async function readSource(where: string, limits: DownloadLimits = LIMITS): Promise<unknown> {
  const text = /^https?:\/\//i.test(where) ? await fetched(where, limits) : await readText(where, limits);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    const hint = /^\s*</.test(text)
      ? " It looks like a web page: give the address of the CASE package itself."
      : "";
    throw new Problem("invalid", `${where} is not JSON.${hint}`);
  }
}

async function readText(file: string, { bytes }: DownloadLimits): Promise<string> {
  if (/^[a-z]+:\/\//i.test(file))
    throw new Problem("invalid", `Only files, http and https can be read, not ${file}.`);
  try {
    const { size } = await stat(file);
    if (size > bytes) throw tooLarge(file, bytes);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new Problem("unknown", `There is no file ${file}.`);
    if (code === "EISDIR") throw new Problem("invalid", `${file} is a folder. Give a file.`);
    throw new Problem("unavailable", `${file} could not be read (${code}).`);
  }
}

async function fetched(address: string, { seconds, bytes }: DownloadLimits): Promise<string> {
  try {
    const answer = await fetch(address, {
      headers: { accept: "application/json" },
      redirect: "follow",
      signal: AbortSignal.timeout(seconds * 1000),
    });
    if (!answer.ok)
      throw new Problem(
        "unavailable",
        `${address} answered ${answer.status} ${answer.statusText}.`.replace(" .", "."),
      );
    return await bodyOf(answer, address, bytes);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if ((error as Error).name === "TimeoutError")
      throw new Problem("unavailable", `${address} did not answer within ${seconds} seconds.`);
    const cause = (error as { cause?: { code?: string; message?: string } }).cause;
    throw new Problem(
      "unavailable",
      `${address} could not be reached (${cause?.code ?? cause?.message ?? "no answer"}).`,
    );
  }
}

/** Counted while it comes: a server may say nothing, or something else, about its length. */
async function bodyOf(answer: Response, address: string, bytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > bytes) throw tooLarge(address, bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const tooLarge = (where: string, bytes: number) =>
  new Problem("too-large", `${where} is larger than ${Math.round(bytes / 1024 / 1024)} MB.`);
