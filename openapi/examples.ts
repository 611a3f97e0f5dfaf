import { seedReference, seedResources, seedRubrics } from "../seed/data.ts";
import { CATALOGUER } from "../seed/demo.ts";
import { create } from "../src/resources/lifecycle.ts";
import { represent } from "../src/resources/representation.ts";
import { Description } from "../src/resources/resource.ts";
import { understand } from "../src/resources/understand.ts";
import { importExamples } from "./examples.imports.ts";

/** What an operation is sent and answers, taken from the seed. */
export interface Example {
  request?: unknown;
  response?: unknown;
}

const AT = "2026-11-24T12:00:00.000Z";
const ID = "01930000-0000-7000-8000-00000000e001";

const reference = seedReference();
const tree = reference.organizations;
const { externalId, ...input } = chosen();

function chosen() {
  const wanted = seedResources().find((r) => r.title === "Fractions on a number line");
  if (!wanted) throw new Error("The seed has lost the record the examples are made from");
  return wanted;
}

const resource = create(
  {
    id: ID,
    description: understand(Description.parse(input), reference).description,
    organization: "ri",
    externalId,
  },
  {
    caller: {
      person: { ...CATALOGUER, demo: false, active: true, createdAt: AT },
      memberships: [{ person: CATALOGUER.id, organization: "ri", role: "curator", confirmed: true }],
    },
    at: AT,
    tree,
  },
).after;
const shown = represent(resource, reference);
const d = resource.description;
const framework = reference.standards.framework("ccss-math");
const item = reference.standards.item(d.alignments[0]?.item ?? "");
if (!framework || !item) throw new Error("The seed has lost the standard the examples are made from");
const { items: _all, ...frameworkBody } = { ...framework, items: [] as unknown[] };
const counted = { ...frameworkBody, items: reference.standards.items(framework.id).length };

const claimExample = {
  id: ID,
  resource: ID,
  alignment: { item: item.id, type: "teaches", level: "developing" },
  state: "offered",
  said: "An educator of Westerly",
  at: AT,
};

const hit = {
  id: ID,
  externalId,
  organization: "ri",
  title: d.title,
  summary: d.summary,
  url: d.url,
  subjects: d.subjects,
  topics: d.topics,
  standards: d.alignments.map((a) => ({ ...a, code: reference.standards.item(a.item)?.code ?? a.item })),
  levels: [...new Set([...d.alignments.flatMap((a) => a.level ?? []), ...d.levels])],
  grades: d.grades,
  types: d.types,
  languages: d.languages,
  license: d.license,
  publisher: d.publisher,
  reach: resource.reach,
  endorsements: [],
  snippet: {
    title: [
      { text: "Fractions", matched: true },
      { text: " on a number line", matched: false },
    ],
    summary: [{ text: d.summary, matched: false }],
  },
};

const report = {
  id: "01930000-0000-7000-8000-00000000e0b1",
  resource: ID,
  title: d.title,
  organization: "ri",
  kind: "broken",
  words: "The second link answers 404.",
  at: AT,
  state: "open",
  wantsAnswer: false,
};

const level = reference.vocabularies.level;
const key = {
  id: "01930000-0000-7000-8000-00000000e002",
  label: "Lesson planner",
  prefix: "rior_3f9a1",
  scopes: ["read"],
  state: "valid",
  createdAt: AT,
  expiresAt: "2027-11-24T12:00:00.000Z",
};
const invitation = {
  id: "01930000-0000-7000-8000-00000000e003",
  email: "kim@school.example",
  organization: "28",
  role: "member",
  state: "open",
  createdAt: AT,
  expiresAt: "2026-12-08T12:00:00.000Z",
};
const district = tree.get("28");
const collection = {
  id: "01930000-0000-7000-8000-00000000e004",
  title: "Fractions you can point at",
  introduction: "From folding a strip to placing any fraction on a line.",
  sections: [
    {
      heading: "Start here",
      note: "",
      entries: [{ resource: ID, note: "Stop the video before the second example.", title: d.title }],
    },
  ],
  count: 1,
  organization: "ri",
  ownedBy: "organization",
  status: "active",
  reach: "public",
  version: 1,
  endorsements: [],
  createdAt: AT,
};
const { sections, count: _count, status: _status, version: _version, ...collectionWords } = collection;
const collectionInput = {
  title: collection.title,
  introduction: collection.introduction,
  sections: sections.map((s) => ({ ...s, entries: s.entries.map(({ title: _t, ...entry }) => entry) })),
};
const collectionSummary = { ...collectionWords, count: 1, version: 1 };
const collectionDraft = {
  ...collection,
  draft: true,
  changed: true,
  gaps: [],
  revision: 4,
  changedAt: AT,
};
const collectionCurators = {
  curators: [{ id: ID, name: "kim@school.example", state: "invited", invitedAt: AT }],
};

const REVIEW = "01930000-0000-7000-8000-00000000e005";
const teacher = { id: "01930000-0000-7000-8000-00000000e006", name: "Luz Fontes" };
const curator = { id: "01930000-0000-7000-8000-00000000e007", name: "Keisha Monteiro" };
const providence = { code: "28", name: district?.name ?? "Providence" };
const review = {
  id: REVIEW,
  resource: { id: ID, title: d.title, organization: { code: "28103", name: tree.get("28103")?.name ?? "" } },
  organization: providence,
  goal: { organization: { code: "ri", name: tree.state.name }, reach: "public" },
  version: 1,
  revision: 2,
  state: "open",
  by: teacher,
  message: "Tried with two classes.",
  offeredAt: AT,
  dueAt: "2026-12-01T12:00:00.000Z",
  overdue: false,
  age: 0,
  assignee: { ...curator, since: AT },
  youAre: "contributor",
  changedAt: AT,
};
const answers = ["correct", "aligned", "usable", "fair"].map((question) => ({
  question,
  value: "yes",
  words: "",
}));
const fullReview = {
  ...review,
  mayDecide: false,
  description: d,
  decisions: [],
  checks: [{ id: "license", result: "good", says: "The license is open: CC BY 4.0" }],
  comments: [],
  events: [{ what: "offered", at: AT, by: teacher, version: 1 }],
};
const { resource: _resource, ...aboutCollection } = review;
const reviewOfCollection = {
  ...aboutCollection,
  collection: { id: collection.id, title: collection.title, organization: review.resource.organization },
};
const fullReviewOfCollection = {
  ...reviewOfCollection,
  mayDecide: false,
  content: collectionInput,
  decisions: [],
  checks: [{ id: "reach", result: "good", says: "Every reader it asks for finds all of it" }],
  comments: [],
  events: fullReview.events,
};
const verdict = { outcome: "accepted", rubric: "four-questions", answers, words: "Clear and ready to use." };
const decidedReview = {
  ...fullReview,
  revision: 3,
  state: "accepted",
  decisions: [{ ...verdict, at: AT, by: curator, organization: providence, version: 1 }],
};
const said = {
  id: "01930000-0000-7000-8000-00000000e008",
  by: curator,
  at: AT,
  words: "Which strips did you use?",
  internal: false,
};
const rules = {
  organization: "28",
  sharing: "at-once",
  choices: ["at-once", "trusted-at-once", "after-review"],
  revision: 0,
};
const [rubric] = seedRubrics().filter((r) => r.usual);

/** By operationId; `request` is a body, `response` the body of the first success. */
export const examples: Record<string, Example> = {
  search: {
    response: {
      query: {
        words: "fractions",
        plain: false,
        filters: { grade: ["03"], level: ["developing"] },
        sort: "relevance",
        page: 1,
        size: 20,
      },
      total: 1,
      hits: [hit],
      facets: [
        {
          id: "level",
          label: "Level",
          values: [{ value: "developing", label: level.labelOf("developing"), count: 1, chosen: true }],
        },
      ],
      suggestions: [],
      codes: [],
      leftOut: [],
      wishes: {},
    },
  },
  suggest: {
    response: {
      suggestions: [
        {
          kind: "standard",
          text: `${item.label} ${item.code}`,
          value: item.code,
          href: `/search?standard=${item.id}`,
        },
        { kind: "title", text: d.title, value: ID, href: `/resources/${ID}` },
      ],
    },
  },
  listResources: { response: { resources: [shown] } },
  createResource: { request: input, response: shown },
  listClaims: { response: { claims: [claimExample] } },
  createClaim: { request: claimExample.alignment, response: claimExample },
  answerClaim: { request: { accept: true }, response: { ...claimExample, state: "accepted" } },
  deleteClaim: {},
  uploadFiles: {
    request: "%PDF-1.7 …",
    response: {
      files: [
        {
          hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          name: "Number line cards.pdf",
          size: 48_213,
          type: "application/pdf",
          state: "clean",
        },
      ],
    },
  },
  readFile: { response: "%PDF-1.7 …" },
  readResource: { response: shown },
  replaceResource: { request: input, response: { ...shown, version: 2 } },
  patchResource: {
    request: { printable: true, author: null },
    response: { ...shown, printable: true, version: 2 },
  },
  eraseResource: {
    request: { reason: "It showed personal data", confirm: ID },
    response: { resource: ID, erasedAt: AT, reason: "It showed personal data" },
  },
  readErasure: {
    response: { resource: ID, erasedAt: AT, reason: "It showed personal data", sweptAt: AT },
  },
  hideResource: { request: { reason: "It shows names of students" } },
  showResource: {},
  withdrawResource: { request: { reason: "The publisher has taken the video down" } },
  readHistory: {
    response: { events: [{ what: "created", at: AT, role: "state", version: 1, reach: "public" }] },
  },
  listVersions: { response: { versions: [{ number: 1, at: AT, title: d.title, published: true }] } },
  compareVersions: {
    response: {
      from: 1,
      to: 2,
      fields: [{ field: "summary", before: "Place fractions on a line.", now: d.summary }],
    },
  },
  readVersion: { response: { number: 1, at: AT, description: d } },
  upsertResource: { request: input, response: shown },
  listCollections: { response: { collections: [collectionSummary] } },
  createCollection: { request: collectionInput, response: collectionDraft },
  readCollection: { response: collection },
  replaceCollection: { request: collectionInput, response: collectionDraft },
  patchCollection: { request: { title: "Fractions on the line" }, response: collectionDraft },
  publishCollection: { request: { reach: "public" }, response: { ...collection, revision: 5 } },
  takeCollectionBack: { response: { ...collectionDraft, reach: "private" } },
  hideCollection: { request: { reason: "It links to answer keys" } },
  showCollection: {},
  readCollectionHistory: {
    response: { events: [{ what: "published", at: AT, role: "state", version: 1, reach: "public" }] },
  },
  readCollectionVersion: { response: { number: 1, at: AT, content: collectionInput } },
  listCollectionCurators: { response: collectionCurators },
  inviteCollectionCurator: { request: { who: "kim@school.example" }, response: collectionCurators },
  acceptCollectionInvitation: {},
  removeCollectionCurator: {},
  readFeatured: { response: { collections: [collectionSummary] } },
  setFeatured: {
    request: { collections: [collection.id] },
    response: { collections: [collectionSummary] },
  },
  offerResource: { request: { reach: "public", message: review.message }, response: fullReview },
  offerCollection: { request: { reach: "public" }, response: fullReviewOfCollection },
  listReviewsOfCollection: { response: { reviews: [reviewOfCollection] } },
  listReviewsOfResource: { response: { reviews: [review] } },
  readReview: { response: fullReview },
  decideReview: { request: { ...verdict, version: 1, revision: 2 }, response: decidedReview },
  commentReview: { request: { words: said.words }, response: { ...fullReview, comments: [said] } },
  assignReview: { request: { person: curator.id, revision: 1 }, response: fullReview },
  withdrawReview: { response: { ...fullReview, state: "withdrawn" } },
  resubmitReview: { request: { message: "The link works now." }, response: fullReview },
  listQueue: { response: { total: 1, reviews: [{ ...review, youAre: "reviewer" }] } },
  decideMany: {
    request: { ...verdict, reviews: [{ review: REVIEW, version: 1, revision: 2 }], looked: [REVIEW] },
    response: { sample: [REVIEW], results: [{ review: REVIEW, decided: true }] },
  },
  readRules: { response: rules },
  setRules: {
    request: { sharing: "trusted-at-once", trusted: [teacher.id], revision: 0 },
    response: {
      ...rules,
      sharing: "trusted-at-once",
      trusted: [{ person: teacher.id, name: teacher.name }],
      revision: 1,
    },
  },
  listRubrics: { response: { rubrics: [rubric] } },
  setRubric: { request: rubric, response: rubric },
  listFrameworks: { response: { frameworks: [counted] } },
  readFramework: { response: { ...counted, tree: [item] } },
  readFrameworkAsCase: {
    response: {
      CFDocument: { identifier: framework.id, title: framework.title },
      CFItems: [{ identifier: item.id, humanCodingScheme: item.code, abbreviatedStatement: item.label }],
      CFAssociations: [],
    },
  },
  findItems: { response: { items: [item], near: [] } },
  readItem: {
    response: {
      ...item,
      path: reference.standards.path(item.id),
      children: reference.standards.children(item.id),
    },
  },
  listVocabularies: {
    response: { vocabularies: [{ id: "level", label: level.label, size: level.terms.length }] },
  },
  readVocabulary: { response: { id: "level", label: level.label, terms: level.terms } },
  listOrganizations: { response: { organizations: district ? [district] : [] } },
  readOrganization: { response: { ...district, children: tree.children("28").slice(0, 2) } },
  keepCurriculum: {
    request: { label: "Eureka Math, grade 3: fractions", broader: "eureka-math-elementary" },
    response: {
      id: "eureka-math-grade-3-fractions",
      label: "Eureka Math, grade 3: fractions",
      organization: "28",
      broader: "eureka-math-elementary",
    },
  },
  readMe: {
    response: {
      id: CATALOGUER.id,
      name: CATALOGUER.name,
      demo: false,
      scopes: ["read", "write", "curate"],
      memberships: [{ organization: "ri", name: tree.state.name, role: "curator" }],
    },
  },
  listKeys: { response: { keys: [key] } },
  createKey: {
    request: { label: key.label, scopes: ["read"], days: 365 },
    response: { ...key, secret: "rior_3f9a1-shown-this-once" },
  },
  revokeKey: {},
  askToBelong: {},
  leaveOrganization: {},
  createReport: {
    request: { kind: "broken", words: "The second link answers 404." },
    response: report,
  },
  listReports: { response: { total: 1, reports: [report] } },
  readReport: { response: report },
  answerReport: {
    request: { words: "Thank you. The link is mended." },
    response: {
      ...report,
      state: "answered",
      answer: { at: AT, words: "Thank you. The link is mended." },
    },
  },
  listNotices: {
    response: {
      unread: 1,
      notices: [
        {
          id: 12,
          what: "offered",
          act: true,
          words: "“Fractions on a number line” waits for a review by Providence.",
          at: AT,
          address: `/reviews/${ID}`,
          resource: ID,
          review: ID,
          organization: "28",
        },
      ],
    },
  },
  readNotices: { request: { upTo: 12 } },
  listSessions: {
    response: {
      sessions: [
        {
          id: ID,
          browser: "Firefox on a Chromebook",
          signedInAt: AT,
          lastSeenAt: AT,
          expiresAt: AT,
          secondFactor: false,
        },
      ],
    },
  },
  endSession: {},
  endSessions: {},
  listIdentities: {
    response: {
      identities: [
        {
          id: "0123456789abcdef0123456789abcdef",
          issuer: "https://login.district.example",
          subject: "7f3c",
          organization: "28",
          linkedAt: AT,
          usedAt: AT,
        },
      ],
    },
  },
  unlinkIdentity: {},
  deactivatePerson: {},
  readAudit: {
    response: {
      entries: [
        {
          seq: 7,
          at: AT,
          by: CATALOGUER.id,
          what: "role changed",
          person: ID,
          organization: "28",
          role: "curator",
        },
      ],
    },
  },
  listMembers: {
    response: {
      members: [{ person: ID, name: "Kim Example", organization: "28", role: "member", confirmed: true }],
    },
  },
  changeMember: { request: { role: "curator" } },
  removeMember: {},
  listInvitations: { response: { invitations: [invitation] } },
  createInvitation: {
    request: { email: invitation.email, role: invitation.role },
    response: invitation,
  },
  withdrawInvitation: {},
  ...importExamples,
};
