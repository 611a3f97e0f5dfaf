import { district, type Example, framework, item, reference, tree } from "./examples.seed.ts";

const { items: _all, ...frameworkBody } = { ...framework, items: [] as unknown[] };
const counted = { ...frameworkBody, items: reference.standards.items(framework.id).length };

const level = reference.vocabularies.level;

export const referenceExamples: Record<string, Example> = {
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
};
