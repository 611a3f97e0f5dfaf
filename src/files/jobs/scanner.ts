import { createReadStream } from "node:fs";
import { connect } from "node:net";

/** Looks for malware in a file. Throws when the scanner does not answer: the file waits. */
export type Scanner = (path: string) => Promise<"clean" | "infected">;

const CHUNK = 256 * 1024;

/** A ClamAV daemon at `tcp://host:port`, spoken to by its INSTREAM command (clamd(8)). */
export function clamd(url: string, within = 60_000): Scanner {
  const { hostname, port } = new URL(url);
  return async (path) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || 3310),
      timeout: within,
    });
    socket.on("timeout", () => socket.destroy(new Error("the scanner did not answer in time")));
    const answer = new Promise<string>((resolve, reject) => {
      let text = "";
      socket.on("data", (part) => {
        text += part.toString("latin1").slice(0, 1000);
      });
      socket.on("end", () => resolve(text));
      socket.on("error", reject);
    });
    // Awaited below; until then a refusal must not count as unhandled.
    answer.catch(() => {});
    try {
      await write(socket, Buffer.from("zINSTREAM\0"));
      for await (const part of createReadStream(path, { highWaterMark: CHUNK })) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE((part as Buffer).length);
        await write(socket, Buffer.concat([length, part as Buffer]));
      }
      await write(socket, Buffer.alloc(4));
      return readAnswer(await answer);
    } finally {
      socket.destroy();
    }
  };
}

const write = (socket: ReturnType<typeof connect>, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

function readAnswer(text: string): "clean" | "infected" {
  if (/\bFOUND\b/.test(text)) return "infected";
  if (/^stream: OK\b/.test(text)) return "clean";
  throw new Error(`the scanner answered: ${text.slice(0, 100)}`);
}
