import { Agent, request as httpRequest } from "node:http";
import { request as httpsRequest, Agent as TlsAgent } from "node:https";
import { Meilisearch } from "meilisearch";
import { Problem } from "../../kernel/problem.ts";

/** A Meilisearch server as one talks to it: one call after another over connections that are kept. */
export interface MeiliCalls {
  /** Answers what the server answers; undefined for 404. Rejects with Problem `unavailable`. */
  call<T>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<T | undefined>;
  /** Resolves when the task has succeeded: the server accepts first and may fail later. */
  done(task: MeiliTask | undefined): Promise<void>;
  close(): void;
}

export interface CallOptions {
  /** Milliseconds until the server counts as away. */
  within?: number;
  /** Lines of JSON instead of one body. */
  lines?: unknown[];
}

/** What every write answers (`202`), and `GET /tasks/{uid}`. */
export interface MeiliTask {
  taskUid?: number;
  uid?: number;
  status: "enqueued" | "processing" | "succeeded" | "failed" | "canceled";
  error?: { message: string; code: string } | null;
}

export interface MeiliServer {
  url: string;
  key?: string;
}

/** Writes may take long on a busy server; searches say their own limit. */
const WRITE_WITHIN = 30_000;
/** A task that takes longer than this has gone wrong (ms). */
const TASK_WITHIN = 600_000;

/**
 * Through the server's own client, over connections that are kept and answers that are not compressed: its
 * usual way of asking costs 45 ms a search more.
 */
export function callsTo({ url, key }: MeiliServer): MeiliCalls {
  const kept = url.startsWith("https:") ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const client = new Meilisearch({
    host: url,
    ...(key ? { apiKey: key } : {}),
    httpClient: (address, init) => exchange(new URL(String(address)), init ?? {}, kept),
  });

  const call: MeiliCalls["call"] = async (method, path, body, { within = WRITE_WITHIN, lines } = {}) => {
    const sent = lines
      ? { body: lines.map((line) => JSON.stringify(line)).join("\n"), contentType: "application/x-ndjson" }
      : body === undefined
        ? {}
        : { body: body as object, contentType: "application/json" };
    const signal = AbortSignal.timeout(within);
    const request = { path: path.replace(/^\//, ""), ...sent, extraRequestInit: { signal } };
    const { status, answer } = await client.httpRequest[verbOf(method)]<Exchanged>(request).catch((error) => {
      throw away(signal.aborted ? `no answer within ${within} ms` : reasonOf(error));
    });
    if (status === 404) return undefined;
    const read = parsed(answer);
    if (status >= 400)
      throw away(`it answers ${status}: ${(read as { message?: string })?.message ?? "without a reason"}`);
    return read as never;
  };

  return {
    call,
    async done(task) {
      const uid = task?.taskUid ?? task?.uid;
      if (uid === undefined) throw away("it did not say which task it began");
      const began = Date.now();
      for (let wait = 5; Date.now() - began < TASK_WITHIN; wait = Math.min(wait * 1.6, 250)) {
        const now = await call<MeiliTask>("GET", `/tasks/${uid}`);
        if (!now) throw away(`task ${uid} cannot be seen: the key needs tasks.get for its index`);
        if (now.status === "succeeded") return;
        if (now.status === "failed" || now.status === "canceled") {
          throw away(`task ${uid} ${now.status}: ${now.error?.message ?? "no reason given"}`);
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
      throw away(`task ${uid} does not end`);
    },
    close: () => kept.destroy(),
  };
}

export const away = (why: string) => new Problem("unavailable", `Meilisearch cannot be used: ${why}.`);

function parsed(answer: string): unknown {
  try {
    return answer ? JSON.parse(answer) : undefined;
  } catch {
    throw away("it answers something that is not JSON");
  }
}

const verbOf = (method: string) => method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete";

/** The client wraps what happened; the innermost error says it. */
function reasonOf(error: Error): string {
  if (typeof error.cause === "object" && error.cause !== null) return reasonOf(error.cause as Error);
  return error.message || (error as { code?: string }).code || "the connection failed";
}

interface Exchanged {
  status: number;
  answer: string;
}

function exchange(address: URL, init: RequestInit, agent: Agent | TlsAgent): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const send = address.protocol === "https:" ? httpsRequest : httpRequest;
    const headers = { ...Object.fromEntries(new Headers(init.headers)), "accept-encoding": "identity" };
    const { method = "GET", signal } = init;
    const request = send(address, { method, headers, agent, ...(signal ? { signal } : {}) });
    request.on("error", reject);
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 500, answer: Buffer.concat(parts).toString("utf8") }),
      );
    });
    request.end(init.body ?? "");
  });
}
