import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * How a server is in trouble. `away`: every connection breaks. `slow`: it answers after three seconds. `locked`:
 * it is given a wrong key. `full`: it accepts documents, and the task fails for want of room. `breaking`: it takes
 * documents, and the connection breaks before it has said so.
 */
export type Trouble = "none" | "away" | "slow" | "locked" | "full" | "breaking";

/** Stands before a Meilisearch server, on loopback, and gets it into trouble. */
export interface FailingServer {
  url: string;
  trouble: Trouble;
  /** After so many more deliveries of documents the server is away. */
  awayAfter: number;
  close(): Promise<void>;
}

/** A task no server will ever reach. */
const FAILED_TASK = 4_000_000_000;
const NO_ROOM = { message: "No space left on device (os error 28)", code: "no_space_left_on_device" };

export async function failingServer(target: string): Promise<FailingServer> {
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const self: FailingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble: "none",
    awayAfter: Number.POSITIVE_INFINITY,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function answer(req: IncomingMessage, res: ServerResponse): void {
    const path = req.url ?? "/";
    const delivering = req.method === "POST" && path.includes("/documents?");
    if (delivering && self.awayAfter-- <= 0) self.trouble = "away";
    const { trouble } = self;
    if (trouble === "away") req.socket.destroy();
    else if (trouble === "full" && delivering) reply(req, res, 202, { taskUid: FAILED_TASK });
    else if (path === `/tasks/${FAILED_TASK}`)
      reply(req, res, 200, { uid: FAILED_TASK, status: "failed", error: NO_ROOM });
    else if (trouble === "slow") setTimeout(() => forward(req, res, target), 3000).unref();
    else
      forward(req, res, target, {
        breaks: trouble === "breaking" && delivering,
        locked: trouble === "locked",
      });
  }
  return self;
}

function reply(req: IncomingMessage, res: ServerResponse, status: number, body: object): void {
  req.resume();
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

interface Twist {
  /** The answer never arrives. */
  breaks: boolean;
  /** The key is exchanged for a wrong one. */
  locked: boolean;
}

const STRAIGHT: Twist = { breaks: false, locked: false };

function forward(
  req: IncomingMessage,
  res: ServerResponse,
  target: string,
  { breaks, locked } = STRAIGHT,
): void {
  const headers = { ...req.headers, ...(locked ? { authorization: "Bearer not-the-key" } : {}) };
  const onward = request(target + req.url, { method: req.method ?? "GET", headers }, (answer) => {
    if (breaks) {
      answer.resume();
      req.socket.destroy();
      return;
    }
    res.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(res);
  });
  onward.on("error", () => req.socket.destroy());
  req.pipe(onward);
}
