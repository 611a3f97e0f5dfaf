import * as z from "zod";

const words = z.string().trim().min(1, { error: "is empty" });
const code = z.string().regex(/^[\w-]{1,40}$/, { error: "is not the code of an organization" });
const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: "is not a domain in lower case, such as district.org" });

/** Values that would let students in, should somebody write them down. */
const STUDENTS = /^(students?|learners?|pupils?|everyone|all)$/i;
const educators = z
  .array(words.refine((v) => !STUDENTS.test(v), { error: "would let students in" }))
  .min(1, { error: "names no value" });

const Educator = z.union(
  [
    z.strictObject({ claim: words, values: educators }),
    z
      .strictObject({ group: educators.or(words), claim: words.default("groups") })
      .transform(({ group, claim }) => ({ claim, values: [group].flat() })),
    z.strictObject({ roster: z.array(words).min(1, { error: "is empty" }) }),
  ],
  { error: "must be {claim, values}, {group} or {roster}, and name educators, never students" },
);

const District = z.union(
  [
    z.strictObject({ claim: words, codes: z.record(words, code).optional() }),
    z.strictObject({
      domains: z.record(domain, code).refine((d) => Object.keys(d).length > 0, { error: "names no domain" }),
    }),
  ],
  { error: "must be {claim} with or without {codes}, or {domains}, leading to codes of districts" },
);

/** Plain http would show secrets on the way; only a provider on this machine, for trying out, may do so. */
const issuer = z.url({ error: "is not an address" }).refine(
  (text) => {
    const { protocol, hostname, search, hash } = new URL(text);
    const here = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    return !search && !hash && (protocol === "https:" || (protocol === "http:" && here));
  },
  { error: "is not an https address" },
);

/** Where educators of a district sign in: one entry of `OIDC_PROVIDERS`. `.env.example` explains each member. */
export const Provider = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, { error: "may hold small letters, digits and - only" }),
  label: words,
  issuer,
  clientId: words,
  clientSecret: words,
  educator: Educator,
  district: District,
  /** How the client secret is shown to the provider; as the provider has this client registered. */
  clientAuth: z.enum(["basic", "post"], { error: 'is neither "basic" nor "post"' }).default("basic"),
  /** What is asked for beside `openid profile email`. */
  scopes: z.array(words).default([]),
  /** Believes addresses the provider does not mark as verified. For a directory in which people cannot change them. */
  trustEmail: z.boolean().default(false),
});
export type Provider = z.infer<typeof Provider>;

/** No two of one id; of one issuer neither, or it would depend on the button who someone is. */
export const Providers = z.array(Provider).superRefine((list, context) => {
  for (const [i, p] of list.entries()) {
    const before = list.slice(0, i);
    const twice = (member: "id" | "issuer") =>
      before.some((b) => sameIssuer(b[member], p[member])) &&
      context.addIssue({ code: "custom", path: [i, member], message: "is there twice" });
    twice("id");
    twice("issuer");
  }
});

/** A slash at the end makes no other issuer. */
export const sameIssuer = (a: string, b: string) => a.replace(/\/+$/, "") === b.replace(/\/+$/, "");
