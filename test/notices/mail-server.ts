import { createServer, type Server, type Socket } from "node:net";

/** A mail server that keeps what it is given; it refuses everyone at `gone.example`. */
export interface MailServer {
  port: number;
  got: string[];
  close(): Promise<void>;
}

export async function mailServer(port = 0): Promise<MailServer> {
  const got: string[] = [];
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => {});
    talk(socket, got);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    got,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As much of RFC 5321 as one mail needs. */
function talk(socket: Socket, got: string[]): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let text = "";
  let inData = false;
  say("220 stub");
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    for (;;) {
      const end = text.indexOf(inData ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const taken = text.slice(0, end);
      text = text.slice(end + (inData ? 5 : 2));
      if (inData) {
        got.push(taken);
        inData = false;
        say("250 kept");
      } else if (/^DATA/i.test(taken)) {
        inData = true;
        say("354 go on");
      } else if (/^RCPT.*gone\.example/i.test(taken)) say("550 nobody here");
      else if (/^QUIT/i.test(taken)) {
        say("221 bye");
        socket.end();
      } else say("250 ok");
    }
  });
}
