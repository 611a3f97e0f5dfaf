import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "@jest/globals";
import yazl from "yazl";
import { fileName, kindOf, LOOKED_AT } from "../../src/files/rules/kind.ts";
import { visiting } from "../contributing/page-client.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n");
const PNG = Buffer.from("\x89PNG\r\n\x1a\nrest of a picture", "latin1");
const bytes = (text: string) => Buffer.from(text, "latin1");

const scanners: { close: () => void }[] = [];
afterEach(() => {
  for (const s of scanners.splice(0)) s.close();
});

/** A scanner that speaks clamd's INSTREAM and dislikes the word "virus". */
async function scanner(): Promise<string> {
  const server = createServer((socket) => {
    let got = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (part) => {
      got = Buffer.concat([got, part as Buffer]);
      if (!got.subarray(-4).equals(Buffer.alloc(4))) return;
      socket.end(got.includes("virus") ? "stream: Test-Signature FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  scanners.push(server);
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function upload(registry: TestRegistry, key: string, content: Uint8Array | string, name = "cards.pdf") {
  const response = await fetch(`${registry.address}/api/v1/files?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/octet-stream" },
    body: content as BodyInit,
  });
  const body = await response.json();
  return { status: response.status, body, file: body.files?.[0] };
}

const describe1 = (hash: string, more: object = {}, reach = "state") => ({
  title: "Number line cards",
  license: "CC-BY-4.0",
  subjects: ["mathematics"],
  reach,
  files: [{ hash, name: "cards.pdf", ...more }],
});

describe("an uploaded file", () => {
  test("is named in a resource, which then has something to open, and comes back as a download", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const { status, file } = await upload(registry, key, PDF, "Karten für Ñandú.pdf");
    expect(status).toBe(201);
    expect(file).toMatchObject({
      name: "Karten für Ñandú.pdf",
      size: PDF.length,
      type: "application/pdf",
      state: "unscanned",
    });
    const made = await registry.call("POST", "/api/v1/resources", { key, body: describe1(file.hash) });
    expect(made.status).toBe(201);
    expect(made.body.files).toEqual([
      { hash: file.hash, name: "cards.pdf", size: PDF.length, type: "application/pdf" },
    ]);
    const reader = await visiting(registry, "35");
    const got = await reader.get(`/files/${file.hash}`);
    expect(got.status).toBe(200);
    expect(got.text).toBe(PDF.toString());
    expect(got.headers.get("content-disposition")).toBe(
      `attachment; filename="cards.pdf"; filename*=UTF-8''cards.pdf`,
    );
    expect(got.headers.get("x-content-type-options")).toBe("nosniff");
    expect(got.headers.get("content-type")).toBe("application/pdf");
    const ask = (headers = {}) => registry.call("GET", `/api/v1/files/${file.hash}`, { key, headers });
    const whole = await ask();
    expect(whole.text).toBe(PDF.toString());
    expect(whole.headers.get("content-disposition")).toMatch(/^attachment; filename=/);
    const part = await ask({ range: "bytes=0-3" });
    expect([part.status, part.text]).toEqual([206, "%PDF"]);
    expect((await ask({ "if-none-match": whole.headers.get("etag") })).status).toBe(304);
  });

  test("is there for those only who may see a resource that names it", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const { file } = await upload(registry, key, PDF);
    await registry.call("POST", "/api/v1/resources", { key, body: describe1(file.hash, {}, "district") });
    const [colleague, other] = [await visiting(registry, "28"), await visiting(registry, "35")];
    expect((await colleague.get(`/files/${file.hash}`)).status).toBe(200);
    expect((await other.get(`/files/${file.hash}`)).status).toBe(404);
    expect((await registry.call("GET", `/files/${file.hash}`)).status).toBe(404);
    expect((await registry.call("GET", `/api/v1/files/${file.hash}`)).status).toBe(404);
  });

  test("of somebody else opens to nobody who merely knows its hash", async () => {
    const registry = await openTestRegistry();
    const [mine, theirs] = [await registry.person("28103"), await registry.person("35")];
    const { file } = await upload(registry, mine, PDF);
    const tried = await registry.call("POST", "/api/v1/resources", {
      key: theirs,
      body: describe1(file.hash),
    });
    expect([tried.status, tried.body.errors?.[0]?.pointer]).toEqual([400, "/files/0/hash"]);
    const none = await registry.call("POST", "/api/v1/resources", {
      key: theirs,
      body: describe1("a".repeat(64)),
    });
    expect(none.body.errors).toEqual(tried.body.errors);
  });

  test("for educators only stays closed to the public, at public reach too", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("ri", "curator");
    const { file: answers } = await upload(registry, key, PDF);
    const { file: cards } = await upload(registry, key, PNG, "cards.png");
    const body = { ...describe1(answers.hash, { educatorsOnly: true }, "public") };
    body.files.push({ hash: cards.hash, name: "cards.png" });
    expect((await registry.call("POST", "/api/v1/resources", { key, body })).status).toBe(201);
    expect((await registry.call("GET", `/files/${cards.hash}`)).status).toBe(200);
    expect((await registry.call("GET", `/files/${answers.hash}`)).status).toBe(404);
    expect((await (await visiting(registry, "35")).get(`/files/${answers.hash}`)).status).toBe(200);
  });

  test("that is too large or of a wrong kind is refused, and leaves nothing behind", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const large = await upload(registry, key, Buffer.concat([PDF, Buffer.alloc(50 * 1024 * 1024)]));
    expect(large.status).toBe(413);
    const program = await upload(registry, key, "MZ\x90\0\x03 program", "homework.pdf");
    expect([program.status, program.body.detail]).toEqual([415, expect.stringContaining("“homework.pdf”")]);
    expect((await upload(registry, key, "", "empty.pdf")).status).toBe(400);
    const folder = registry.parts.config.dataDir;
    expect(readdirSync(join(folder, "incoming"))).toEqual([]);
    expect(existsSync(join(folder, "files"))).toBe(false);
  });

  test("of a form is refused for what is wrong with it, and for its kind when each is wrong otherwise", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const send = async (...contents: (string | Buffer)[]) => {
      const form = new FormData();
      contents.forEach((content, i) => {
        form.append("files", new Blob([content as Uint8Array<ArrayBuffer>]), `${i}.pdf`);
      });
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${registry.address}/api/v1/files`, { method: "POST", headers, body: form }))
        .status;
    };
    const [large, program] = [Buffer.concat([PDF, Buffer.alloc(50 * 1024 * 1024)]), "MZ\x90\0\x03"];
    expect(await send(large, PDF)).toBe(413);
    expect(await send(program, program)).toBe(415);
    expect(await send("")).toBe(400);
    expect(await send(large, program)).toBe(415);
  });

  test("comes by form too, several at once, and needs a key that may write", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const form = new FormData();
    form.append("files", new Blob([PDF as Uint8Array<ArrayBuffer>]), "one.pdf");
    form.append("files", new Blob([PNG as Uint8Array<ArrayBuffer>]), "zwei ä.pdf");
    const send = (secret: string) =>
      fetch(`${registry.address}/api/v1/files`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret}` },
        body: form,
      });
    const response = await send(key);
    expect(response.status).toBe(201);
    const { files } = (await response.json()) as { files: { name: string; type: string }[] };
    expect(files.map((f) => [f.name, f.type])).toEqual([
      ["one.pdf", "application/pdf"],
      ["zwei ä.pdf.png", "image/png"],
    ]);
    expect((await send(await registry.person("28103", "member", ["read"]))).status).toBe(403);
    expect((await send("not-a-key-of-anyone")).status).toBe(401);
  });
});

describe("where a scanner is configured", () => {
  test("a file is held until it was looked at, and an infected one is never given out", async () => {
    const registry = await openTestRegistry({ env: { CLAMD_URL: await scanner() } });
    const key = await registry.person("28103");
    const clean = await upload(registry, key, PDF);
    const bad = await upload(registry, key, `${PDF}virus`, "bad.pdf");
    expect([clean.file.state, bad.file.state]).toEqual(["held", "held"]);
    await registry.parts.files.scan();
    await registry.parts.files.scan();
    const get = (hash: string) => registry.call("GET", `/api/v1/files/${hash}`, { key });
    expect([(await get(clean.file.hash)).status, (await get(bad.file.hash)).status]).toEqual([200, 404]);
    const named = await registry.call("POST", "/api/v1/resources", { key, body: describe1(bad.file.hash) });
    expect(named.status).toBe(400);
  });

  test("and does not answer, files wait", async () => {
    const registry = await openTestRegistry({ env: { CLAMD_URL: "tcp://127.0.0.1:1" } });
    const key = await registry.person("28103");
    const { file } = await upload(registry, key, PDF);
    await registry.parts.files.scan();
    expect((await registry.call("GET", `/api/v1/files/${file.hash}`, { key })).status).toBe(503);
  });
});

describe("a kind is read from the content", () => {
  test.each([
    ["%PDF-1.4", "application/pdf"],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
    ["RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"],
    ["\0\0\0\x20ftypisom", "video/mp4"],
    [
      "PK\x03\x04 … word/document.xml …",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
    ["PK\x03\x04 … word/document.xml … word/vbaProject.bin", undefined],
    ["PK\x03\x04 … setup.exe", undefined],
    ["MZ\x90\0", undefined],
    ["\x7fELF\x02\x01", undefined],
    ["#!/bin/sh\nrm", undefined],
    ["<!doctype html><p>", undefined],
    ["<svg xmlns='http://www.w3.org/2000/svg'>", undefined],
    ["Some words,\nand more.", "text/plain; charset=utf-8"],
    ["a\0b", undefined],
    ["", undefined],
    ["\0\0\0\x20ftypM4A ", "audio/mp4"],
    ["\0\0\0\x20ftyp3gp4", "video/mp4"],
    ["\0\0\0\x20ftypheic", undefined],
    ["\x1aE\xdf\xa3\xa3B\x82\x88matroska", "video/webm"],
    [`OggS${"\0".repeat(24)}\x01vorbis\0`, "audio/ogg"],
    ["ID3\x03\0\0\0\x1f\0\0", "audio/mpeg"],
    ["{\\rtf1 Plan}", "application/rtf"],
    ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"],
    ["GIF89a", "image/gif"],
    ["GIFTED students,\nand others.", "text/plain; charset=utf-8"],
    ["BMI,height\n22,180", "text/plain; charset=utf-8"],
    ["BEGIN:VCALENDAR\n", "text/plain; charset=utf-8"],
    ["PK,title\n1,a", "text/plain; charset=utf-8"],
    ["\x1f\x8b\x08\0\0", undefined],
    ["Rar!\x1a\x07\0", undefined],
    ["%!PS-Adobe", "text/plain; charset=utf-8"],
    ["\xef\xbb\xbf<?xml version='1.0'?><svg>", undefined],
    ["\xff\xfea\0b\0", undefined],
  ])("%j is %s", async (content, type) => {
    expect((await kindOf(bytes(content), bytes(content)))?.type).toBe(type);
  });

  const OFFICE = "application/vnd.openxmlformats-officedocument";
  const typesOf = (main: string) =>
    `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
  const docx = typesOf(`${OFFICE}.wordprocessingml.document.main+xml`);
  const docm = typesOf("application/vnd.ms-word.document.macroEnabled.main+xml");
  const odt = "application/vnd.oasis.opendocument.text";
  test.each<[string, Record<string, string>, string | undefined]>([
    [
      "a Word document",
      { "[Content_Types].xml": docx, "word/document.xml": "<w/>" },
      `${OFFICE}.wordprocessingml.document`,
    ],
    [
      "one whose macros are named otherwise",
      { "[Content_Types].xml": docm, "word/document.xml": "<w/>", "word/code.bin": "x" },
      undefined,
    ],
    [
      "one that does not say that it has macros",
      { "[Content_Types].xml": docx, "word/document.xml": "<w/>", "word/vbaProject.bin": "x" },
      undefined,
    ],
    ["an OpenDocument text", { mimetype: odt, "content.xml": "<o/>" }, odt],
    ["an EPUB", { mimetype: "application/epub+zip", "a.xhtml": "<p/>" }, "application/epub+zip"],
    ["a Common Cartridge", { "imsmanifest.xml": "<m/>", "a.html": "<p>" }, "application/zip"],
    ["a Java program", { "META-INF/MANIFEST.MF": "Main-Class: A", "A.class": "x" }, undefined],
    ["any other archive", { "a.txt": "a" }, undefined],
    [
      "a large workbook that begins with its pictures",
      { "xl/media/a.png": randomBytes(200_000).toString("latin1"), "xl/workbook.xml": "<w/>" },
      `${OFFICE}.spreadsheetml.sheet`,
    ],
  ])("%s is known by what is in it", async (_name, parts, type) => {
    const zip = new yazl.ZipFile();
    for (const [name, part] of Object.entries(parts))
      zip.addBuffer(Buffer.from(part, "latin1"), name, { compress: name !== "mimetype" });
    zip.end();
    const all = await buffer(zip.outputStream as Readable);
    const found = await kindOf(all.subarray(0, LOOKED_AT), all.subarray(-LOOKED_AT));
    expect(found?.type).toBe(type);
  });

  const pdf = { type: "application/pdf", endings: ["pdf"] };
  test.each([
    ["../../etc/passwd", "passwd.pdf"],
    ["C:\\Users\\me\\Plan.PDF", "Plan.PDF"],
    ["evil.exe", "evil.exe.pdf"],
    ['a\r\nb"c.pdf', "a b c.pdf"],
    ["...", "file.pdf"],
    ["invoice\u202efdp.exe", "invoice fdp.exe.pdf"],
  ])("and %j is downloaded as %j", (given, name) => {
    expect(fileName(given, pdf)).toBe(name);
  });
});
