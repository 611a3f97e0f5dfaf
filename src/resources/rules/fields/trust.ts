import type { FieldTable } from "./declaration.ts";

/** Who can take it in, how far it is proven, what may be done with it, and where it comes from. */
export const TRUST = {
  accessibility: {
    kind: "accessibility",
    label: "Accessibility",
    parts: [
      {
        id: "accessibility",
        header: "Accessibility",
        also: "CR_ACCESSIBILITY, accessibility feature, accessibility features, accessibility.features",
        vocabulary: "accessibility-feature",
        jsonLd: "accessibilityFeature",
      },
      {
        id: "hazards",
        header: "Hazards",
        also: "accessibility hazard, accessibility hazards, accessibility.hazards",
        vocabulary: "accessibility-hazard",
        jsonLd: "accessibilityHazard",
      },
      {
        id: "modes",
        header: "Ways of taking it in",
        also: "access mode, access modes, accessibility.modes",
        vocabulary: "access-mode",
        jsonLd: "accessMode",
      },
    ],
    page: { list: "at a glance", name: "Access" },
    form: "not asked",
    example: { features: ["captions"], hazards: ["noFlashingHazard"], modes: ["auditory"] },
  },
  maturity: {
    kind: "term",
    label: "Maturity",
    vocabulary: "maturity",
    parts: [
      {
        header: "How proven",
        also: "stage, maturity stage",
        jsonLd: "creativeWorkStatus",
        readFrom: "",
      },
    ],
    page: { list: "at a glance", name: "How proven" },
    form: "not asked",
    example: "iterated",
  },
  license: {
    kind: "license",
    label: "Rights",
    vocabulary: "license",
    reviewed: true,
    parts: [
      {
        header: "License",
        also:
          "CR_COU_URL, CR_COU_TITLE, CR_LICENSE, CR_LICENSE_NAME, CR_LICENSE_URL, licence, license name, " +
          "license url, rights, conditions of use, terms of use, usage rights, copyright, use rights url, " +
          "licencia",
        jsonLd: "license",
        readFrom: "license, useRightsUrl, rights",
        dublinCore: "rights, license, accessRights",
      },
    ],
    page: "in a piece of its own",
    form: { name: "license", section: "a piece of its own", called: "The license" },
    example: "CC-BY-SA-4.0",
  },
  relations: {
    kind: "relations",
    label: "Comes from",
    parts: [
      {
        id: "basedOn",
        header: "Based on",
        also: "CR_PARENT_URL, is based on, parent url, adapted from, remix of, derived from, source url",
        type: "basedOn",
        jsonLd: "isBasedOn",
        readFrom: "isBasedOn, isBasedOnUrl",
      },
      {
        id: "partOf",
        header: "Part of",
        also: "is part of, part of series, series url",
        type: "partOf",
        jsonLd: "isPartOf",
      },
      {
        id: "translationOf",
        header: "Translation of",
        also: "is translation of, translation of work",
        type: "translationOf",
        jsonLd: "translationOfWork",
      },
      {
        id: "versionOf",
        header: "Version of",
        also: "is version of",
        type: "versionOf",
        jsonLd: "isBasedOn",
        readFrom: "",
      },
    ],
    page: "in a piece of its own",
    form: "not asked",
    example: [{ type: "basedOn", url: "https://example.org/first", title: "The first" }],
  },
} satisfies Partial<FieldTable>;
