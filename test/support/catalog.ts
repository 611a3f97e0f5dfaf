import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "@jest/globals";

const running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

/** An OAI-PMH server on this machine that gives these answers one after another, the last one again and again. */
export interface Catalog {
  address: string;
  /** The query of each request so far. */
  asked: string[];
  answers: (string | number)[];
}

export const record = (id: number, title = `Tide table ${id}`) =>
  `<record><header><identifier>oai:tides:${id}</identifier></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:identifier>https://tides.example.org/${id}</dc:identifier><dc:subject>Science</dc:subject><dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights><dc:type>Odd thing</dc:type></oai_dc:dc></metadata></record>`;
export const deleted = (id: number) =>
  `<record><header status="deleted"><identifier>oai:tides:${id}</identifier></header></record>`;
export const page = (records: string, token = "", date = "2026-02-01T00:00:00Z") =>
  `<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${date}</responseDate><ListRecords>${records}<resumptionToken>${token}</resumptionToken></ListRecords></OAI-PMH>`;

/** A number among the answers is how long (ms) the next one is waited for. */
export async function catalog(...answers: (string | number)[]): Promise<Catalog> {
  const asked: string[] = [];
  const given: Catalog = { address: "", asked, answers };
  let n = 0;
  const server = createServer(async (req, res) => {
    asked.push(new URL(req.url ?? "", "http://localhost").search);
    let answer = given.answers[Math.min(n++, given.answers.length - 1)] ?? "";
    if (typeof answer === "number") {
      await new Promise((resolve) => setTimeout(resolve, answer as number).unref());
      answer = given.answers[Math.min(n++, given.answers.length - 1)] ?? "";
    }
    res.writeHead(200, { "content-type": "text/xml" }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push(() => {
    server.closeAllConnections();
    server.close();
  });
  given.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`;
  return given;
}
