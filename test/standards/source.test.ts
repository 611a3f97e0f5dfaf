import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readSource } from "../../src/standards/actions/read-source.ts";

const folder = mkdtempSync(join(tmpdir(), "registry-source-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    if (req.url === "/package") res.end('{"CFDocument": {}}');
    else if (req.url === "/moved") res.writeHead(302, { location: "/package" }).end();
    else if (req.url === "/page") res.end("<!doctype html><p>Standards</p>");
    else if (req.url === "/large") res.end(`"${"x".repeat(5000)}"`);
    else if (req.url !== "/silent") res.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe("a package is read from where it is", () => {
  test("a file, with or without a byte order mark", async () => {
    expect(await readSource(file("plain.json", '{"a": 1}'))).toEqual({ a: 1 });
    expect(await readSource(file("marked.json", '\uFEFF{"a": 1}'))).toEqual({ a: 1 });
  });

  test("an address, and one that moved", async () => {
    expect(await readSource(`${address}/package`)).toEqual({ CFDocument: {} });
    expect(await readSource(`${address}/moved`)).toEqual({ CFDocument: {} });
  });
});

describe("what goes wrong is said plainly", () => {
  const small = { seconds: 0.2, bytes: 1000 };

  test.each([
    ["/page", "invalid", /is not JSON\. It looks like a web page/],
    ["/none", "unavailable", /answered 404/],
    ["/large", "too-large", /is larger than/],
    ["/silent", "unavailable", /did not answer within 0\.2 seconds/],
  ])("%s", async (path, kind, sentence) => {
    const reading = readSource(address + path, small);
    await expect(reading).rejects.toMatchObject({ kind, message: expect.stringMatching(sentence) });
  });

  test("a server that is not there", async () => {
    await expect(readSource("http://127.0.0.1:1/", small)).rejects.toThrow(/could not be reached/);
  });

  test("a file that is not there, a folder, a file that is too large or no JSON, another protocol", async () => {
    await expect(readSource(join(folder, "none.json"))).rejects.toThrow(/There is no file/);
    await expect(readSource(folder)).rejects.toThrow(/is a folder/);
    await expect(readSource(file("large.json", "x".repeat(2000)), small)).rejects.toThrow(/is larger than/);
    await expect(readSource(file("broken.json", '{"a": '))).rejects.toThrow(/is not JSON/);
    await expect(readSource("ftp://example.org/x.json")).rejects.toThrow(/Only files, http and https/);
  });
});
