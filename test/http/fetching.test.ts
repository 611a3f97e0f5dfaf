import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { type PageFetchOptions, pageFetcher } from "../../src/http/fetch-page.ts";
import { isPublicAddress } from "../../src/http/public-address.ts";
import { mayRead } from "../../src/http/robots.ts";

const running: { close: () => void }[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

/** A site on this machine, and what it was asked for. */
async function site(
  answer: RequestListener,
  robots = "",
): Promise<{ at: string; asked: string[]; agents: string[] }> {
  const asked: string[] = [];
  const agents: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url ?? "");
    agents.push(req.headers["user-agent"] ?? "");
    if (req.url === "/robots.txt") return robots ? res.end(robots) : res.writeHead(404).end();
    answer(req, res);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  running.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return { at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, agents };
}

const html: RequestListener = (_req, res) => {
  res.writeHead(200, { "content-type": "text/html" }).end("<title>Hello</title>");
};

/** The allowance of tests: this machine's own loopback address, nothing else. */
const here = (options: PageFetchOptions = {}) =>
  pageFetcher({ allow: (ip) => ip === "127.0.0.1", ...options });

const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "read",
    (fault: { kind?: string }) => fault.kind ?? String(fault),
  );

describe("without an allowance", () => {
  test.each([
    ["http://127.0.0.1/", "not-public"],
    ["http://2130706433/", "not-public"],
    ["http://0x7f.1/", "not-public"],
    ["http://0177.0.0.1/", "not-public"],
    ["http://0251.0376.169.254/", "not-public"],
    ["http://127.1/", "not-public"],
    ["http://[::127.0.0.1]/", "not-public"],
    ["http://[2002:a9fe:a9fe::]/", "not-public"],
    ["http://[::1]/", "not-public"],
    ["http://[::ffff:127.0.0.1]/", "not-public"],
    ["http://[64:ff9b::7f00:1]/", "not-public"],
    ["http://169.254.169.254/latest/meta-data/", "not-public"],
    ["http://10.0.0.8/", "not-public"],
    ["http://[fd00::1]/", "not-public"],
    ["http://localhost/", "not-public"],
    ["file:///etc/passwd", "no-address"],
    ["ftp://example.org/", "no-address"],
    ["http://user:secret@example.org/", "no-address"],
    ["hello", "no-address"],
  ])("%s is refused as %s", async (address, kind) => {
    expect(await kindOf(pageFetcher()(address))).toBe(kind);
  });

  test("a server of this machine is never asked", async () => {
    const { at, asked } = await site(html);
    expect(await kindOf(pageFetcher()(at.replace("127.0.0.1", "localhost")))).toBe("not-public");
    expect(asked).toEqual([]);
  });
});

describe("a page", () => {
  test("is read with its status, type and text, by a program that says its name", async () => {
    const { at, agents } = await site(html);
    expect(
      await here({ product: "RIOpenResourceRegistry", about: "https://oer.example" })(`${at}/lesson`),
    ).toEqual({
      status: 200,
      url: `${at}/lesson`,
      type: "text/html",
      text: "<title>Hello</title>",
      via: [`${at}/lesson`],
    });
    expect(new Set(agents)).toEqual(new Set(["RIOpenResourceRegistry/1.0 (+https://oer.example)"]));
  });

  test("is found at the end of five redirects, not of six", async () => {
    const { at } = await site((req, res) => {
      const left = Number(req.url?.slice(1));
      if (left === 0) return html(req, res);
      res.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await here()(`${at}/5`)).via).toHaveLength(6);
    expect(await kindOf(here()(`${at}/6`))).toBe("too-many-redirects");
  });

  test.each(["http://169.254.169.254/", "http://[::1]:1/", "file:///etc/passwd", "//10.1.2.3/"])(
    "that redirects to %s is left alone",
    async (location) => {
      const { at } = await site((_req, res) => void res.writeHead(301, { location }).end());
      expect(["not-public", "no-address"]).toContain(await kindOf(here()(at)));
    },
  );

  test("is read to the limit and no further, also when it is packed small", async () => {
    const { at } = await site((_req, res) => {
      res.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
      res.end(gzipSync(`<title>Long</title>${" ".repeat(5_000_000)}`));
    });
    const { text } = await here()(at);
    expect(text).toHaveLength(2_000_000);
    expect(text).toMatch(/^<title>Long/);
  });

  test("that does not end in time is given up, wherever it stops", async () => {
    const silent = await site(() => {});
    const dripping = await site((_req, res) => {
      res.writeHead(200, { "content-type": "text/html" }).write("<title>");
    });
    expect(await kindOf(here({ within: 400 })(silent.at))).toBe("too-slow");
    expect(await kindOf(here({ within: 400 })(dripping.at))).toBe("too-slow");
  });

  test("in another character set is decoded", async () => {
    const { at } = await site((_req, res) => {
      res
        .writeHead(200, { "content-type": "text/html; charset=iso-8859-1" })
        .end(Buffer.from("Ni\xf1os", "latin1"));
    });
    expect((await here()(at)).text).toBe("Niños");
  });

  test("that is no page has a type and no text", async () => {
    const { at } = await site((_req, res) => {
      res.writeHead(200, { "content-type": "application/pdf" }).end("%PDF-1.7");
    });
    expect(await here()(at)).toMatchObject({ type: "application/pdf", text: "" });
  });

  test("where nobody answers is unreachable", async () => {
    expect(await kindOf(here()("http://127.0.0.1:1/"))).toBe("unreachable");
  });
});

describe("robots.txt", () => {
  test("is respected, also behind a redirect, and asked once", async () => {
    const { at, asked } = await site(html, "User-agent: *\nDisallow: /private");
    const fetchPage = here();
    expect(await kindOf(fetchPage(`${at}/private/key`))).toBe("asked-not-to");
    expect((await fetchPage(`${at}/open`)).status).toBe(200);
    expect(asked).toEqual(["/robots.txt", "/open"]);
    const other = await site((_req, res) => void res.writeHead(302, { location: `${at}/private/key` }).end());
    expect(await kindOf(fetchPage(other.at))).toBe("asked-not-to");
    expect(asked).toEqual(["/robots.txt", "/open"]);
  });

  test("that fails keeps everyone out", async () => {
    const server = createServer((_req, res) => void res.writeHead(500).end());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    running.push(server);
    const { port } = server.address() as AddressInfo;
    expect(await kindOf(here()(`http://127.0.0.1:${port}/`))).toBe("asked-not-to");
  });

  const ours = "riopenresourceregistry";
  test.each([
    ["", "/a", true],
    ["User-agent: *\nDisallow:", "/a", true],
    ["User-agent: *\nDisallow: /", "/a", false],
    ["User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true],
    ["User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false],
    ["User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?page=2", true],
    ["User-agent: other\nDisallow: /", "/a", true],
    ["User-agent: *\nDisallow: /\n\nUser-agent: RIOpenResourceRegistry\nDisallow: /z", "/a", true],
    ["User-agent: other\nUser-agent: RIOpenResourceRegistry\nDisallow: /a # no", "/a", false],
    ["User-agent: *\nDisallow: /a\nAllow: /a", "/a", true],
    ["User-agent: RIOpenResourceRegistry/1.0\nDisallow: /", "/a", false],
    ["user-agent: *\r\ndisallow: /a\r\n", "/a", false],
    ["User-agent: *\nSitemap: https://x.example/s.xml\nUser-agent: other\nDisallow: /", "/a", false],
    ["User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", false],
    ["User-agent: *\nDisallow: /ni%c3%b1os", "/ni%C3%B1os/1", false],
    ["User-agent: *\nDisallow: /niños", "/ni%C3%B1os/1", false],
    ["User-agent: *\nDisallow: /a?page=*&all", "/a?page=2&all=1", false],
    ["User-agent: *\nDisallow: //a", "//a/b", false],
    ["<html>User-agent: *\nDisallow: /", "/a", true],
  ])("%j lets us read %s: %s", (robots, path, allowed) => {
    expect(mayRead(robots, ours, path)).toBe(allowed);
  });

  test("made to be slow is read as far as can be compared", () => {
    const slow = `User-agent: *\nDisallow: /\n${"Disallow: /*a*a*a*a*a*a*a*a*a*a*b\n".repeat(15_000)}`;
    expect(mayRead(slow, ours, `/${"a".repeat(30_000)}`)).toBe(false);
  });
});

test.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["192.168.1.1", false],
  ["172.31.0.1", false],
  ["172.32.0.1", true],
  ["100.100.100.200", false],
  ["2002:7f00:1::", false],
  ["2001:db8::1", false],
  ["fe80::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:8.8.8.8", false],
  ["::127.0.0.1", false],
  ["64:ff9b::808:808", false],
  ["64:ff9b:1::1", false],
  ["2001:0:4136:e378:8000:63bf:3fff:fdd2", false],
  ["2002:808:808::1", false],
  ["3fff::1", false],
  ["4000::1", false],
  ["5f00::1", false],
  ["fec0::1", false],
  ["ff02::1", false],
  ["fe80::1%eth0", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["192.88.99.1", false],
  ["010.8.8.8", false],
  ["0x8080808", false],
  ["134744072", false],
  ["::", false],
  ["nonsense", false],
])("%s is an address of the open web: %s", (ip, open) => {
  expect(isPublicAddress(ip)).toBe(open);
});
