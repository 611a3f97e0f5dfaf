import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>;
}
type Paths = Record<string, Record<string, Operation>>;

const escaped = (part: string) => encodeURIComponent(part.replace(/~/g, "~0").replace(/\//g, "~1"));

/** Holds answers to the OpenAPI document: an undocumented status, content type or member is a fault. */
export class Contract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly checks = new Map<string, ValidateFunction>();
  private readonly templates: { pattern: RegExp; path: string }[];
  private readonly paths: Paths;

  constructor(document: object) {
    this.paths = (document as { paths: Paths }).paths;
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema(document, "openapi");
    this.templates = Object.keys(this.paths)
      // A literal part is meant before a parameter: /people/me/keys before /people/{id}/keys.
      .sort((a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0))
      .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`) }));
  }

  /** What in this answer the document does not allow. Addresses it does not describe are not its business. */
  faults(method: string, address: string, status: number, type: string, body: unknown): string[] {
    const path = this.templates.find((t) => t.pattern.test(address.split("?")[0] ?? ""))?.path;
    const operation = path && this.paths[path]?.[method.toLowerCase()];
    if (!path || !operation) return [];
    const name = `${method} ${path} ${status}`;
    const response = operation.responses[String(status)];
    if (!response) return [`${name} is not documented`];
    if (!response.content)
      return body === undefined || body === "" ? [] : [`${name} has an undocumented body`];
    const media = type.split(";")[0]?.trim() ?? "";
    const documented = [media, "*/*"].find((range) => response.content?.[range]);
    if (!documented) return [`${name} is documented without ${media}`];
    const pointer = [
      "paths",
      path,
      method.toLowerCase(),
      "responses",
      String(status),
      "content",
      documented,
      "schema",
    ];
    const ref = `openapi#/${pointer.map(escaped).join("/")}`;
    const check = this.checks.get(ref) ?? this.ajv.compile({ $ref: ref });
    this.checks.set(ref, check);
    return check(body)
      ? []
      : (check.errors ?? []).map((e) => `${name} ${e.instancePath || "/"} ${e.message}`);
  }
}
