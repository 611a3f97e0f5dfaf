import { describe, expect, test } from "@jest/globals";
import { lockedLink } from "../../src/contributing/rules/locked-link.ts";
import { pageMetadata } from "../../src/contributing/rules/page-metadata.ts";
import { growth } from "../support/growth.ts";

describe("what a page says of itself", () => {
  test("is read from JSON-LD with LRMI terms, before anything else", () => {
    const ld = {
      "@context": "https://schema.org",
      "@graph": [
        { "@type": "WebSite", name: "Some Site" },
        { "@type": "WebPage", name: "A page about walking" },
        {
          "@type": ["CreativeWork", "LearningResource"],
          name: "Walk the line &amp; jump",
          description: "Students place cards.",
          license: "https://creativecommons.org/licenses/by-sa/4.0/",
          inLanguage: ["es"],
          author: [{ "@type": "Person", name: "Luz Fontes" }, { name: "Ana Reis" }],
          publisher: { name: "Ella Risk" },
          learningResourceType: ["lesson plan"],
          timeRequired: "PT45M",
          educationalAlignment: [
            { "@type": "AlignmentObject", alignmentType: "educationalLevel", targetName: "Grade 4" },
            { "@type": "AlignmentObject", alignmentType: "teaches", targetName: "4.NF.C.7" },
          ],
        },
      ],
    };
    const page = `<html lang="en"><title>Other</title><meta property="og:title" content="Also other">
      <script type="application/ld+json">${JSON.stringify(ld)}</script>`;
    expect(pageMetadata(page)).toEqual({
      title: "Walk the line & jump",
      description: "Students place cards.",
      license: "https://creativecommons.org/licenses/by-sa/4.0/",
      language: "es",
      author: "Luz Fontes, Ana Reis",
      publisher: "Ella Risk",
      timeRequired: "PT45M",
      types: ["lesson plan"],
      grades: ["Grade 4"],
      keywords: [],
      standards: ["4.NF.C.7"],
    });
  });

  test("is read from LRMI microdata", () => {
    const page = `<div itemscope itemtype="http://schema.org/CreativeWork"><h1 itemprop="name">Shadow clocks</h1>
      <span itemprop="learningResourceType">activity</span><a itemprop="useRightsUrl" href="https://creativecommons.org/licenses/by/4.0/">CC</a>
      <meta itemprop="timeRequired" content="PT1H"></div>`;
    expect(pageMetadata(page)).toMatchObject({
      title: "Shadow clocks",
      types: ["activity"],
      license: "https://creativecommons.org/licenses/by/4.0/",
      timeRequired: "PT1H",
    });
  });

  test("is read from Open Graph, and what that leaves open from meta, lang and rel=license", () => {
    const page = `<!doctype html><html lang=pt><head>
      <meta content='Fra&ccedil;&otilde;es "na" reta' property=og:title><meta name="description" content="Um jogo.">
      <meta property="og:site_name" content="Escola"><meta name=keywords content="reta, números ">
      <meta name="author" content="https://facebook.com/escola">
      <title>Frações | Escola</title></head><body><a class=x rel="noopener license" href="http://creativecommons.org/licenses/by-nc/3.0/">Licença</a>`;
    expect(pageMetadata(page)).toEqual({
      title: 'Frações "na" reta',
      description: "Um jogo.",
      license: "http://creativecommons.org/licenses/by-nc/3.0/",
      language: "pt",
      publisher: "Escola",
      types: [],
      grades: [],
      keywords: ["reta", "números"],
      standards: [],
    });
  });

  test.each([
    ["", {}],
    ["just words", {}],
    ["<title>Unclosed", { title: "Unclosed" }],
    ["<title>  A\n  B &#39;c&#x27; &unknown; </title>", { title: "A B 'c' &unknown;" }],
    ["<!-- <title>No</title> --><title>Yes</title>", { title: "Yes" }],
    ["<script>var a = '<title>No</title>'</script><title>Yes</title>", { title: "Yes" }],
    ['<script type="application/ld+json">{ broken </script><title>Yes</title>', { title: "Yes" }],
    ['<meta name="description" content="a > b"><title>Yes</title>', { title: "Yes", description: "a > b" }],
    ['<script type="application/ld+json">{"@type":"Organization","name":"Us"}</script>', {}],
    [
      '<script type="application/ld+json">{"@type":"Article","name":{"@type":7},"license":[{}],"author":[null]}</script>',
      {},
    ],
  ])("%j says %j", (page, said) => {
    const { types: _t, grades: _g, keywords: _k, standards: _s, ...rest } = pageMetadata(page);
    expect(rest).toEqual(said);
  });

  test.each(["<", '<a b="', "<!--", "a=", "<script>", "&"])(
    "is read in time in proportion to its length, however broken: %j again and again",
    (piece) => {
      expect(growth((times) => pageMetadata(`<p ${piece.repeat(times)}`), 30_000)).toBeLessThan(12);
    },
  );
});

describe("a link tried signed out", () => {
  const doc = "https://docs.google.com/document/d/1abc/edit?usp=sharing";
  const sheet = "https://cfschools-my.sharepoint.com/:w:/g/personal/x/E1?e=1";
  test.each([
    [doc, { status: 200, url: "https://accounts.google.com/v3/signin/identifier?continue=x" }, "Google"],
    [doc, { status: 401, url: doc }, "Google"],
    [doc, { status: 200, url: doc }, undefined],
    ["https://classroom.google.com/c/NTk", undefined, "Google"],
    [sheet, { status: 200, url: "https://login.microsoftonline.com/x/oauth2/authorize" }, "Microsoft"],
    [sheet, { status: 403, url: sheet }, "Microsoft"],
    [sheet, { status: 200, url: sheet }, undefined],
    ["https://example.org/google.com/", { status: 403, url: "https://example.org/google.com/" }, undefined],
    ["https://notsharepoint.com/", { status: 403, url: "https://notsharepoint.com/" }, undefined],
  ])("%s that ended at %j is locked: %s", (address, tried, service) => {
    expect(lockedLink(address, tried)?.service).toBe(service);
  });

  test("that is locked comes with what to do", () => {
    expect(lockedLink(doc, { status: 403, url: doc })?.remedy).toMatch(/Anyone with the link/);
    expect(lockedLink(sheet, { status: 403, url: sheet })?.remedy).toMatch(/Anyone/);
  });
});
