import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, jest } from "@jest/globals";
import type { Configuration } from "oidc-provider";
import type { TestRegistry } from "../support/registry.ts";

/** A district's sign-in of one test: a real provider on a free port. */
export interface Issuer {
  address: string;
  /** Who can sign in there, by subject. Anyone's claims can change between two sign-ins. */
  people: Record<string, Record<string, unknown>>;
  /** While true, something else answers in its place. */
  away: boolean;
  close(): Promise<void>;
}

const SECRET = "s".repeat(32);
/** Where the registry believes to be; `Browser` leads there. */
const HERE = "http://localhost:3000";

const opened: Issuer[] = [];
afterEach(async () => {
  for (const issuer of opened.splice(0)) await issuer.close();
  jest.restoreAllMocks();
});

export async function openIssuer(people: Issuer["people"], ids = ["harbor", "bay"]): Promise<Issuer> {
  // A provider of a test needs no advice for production.
  for (const word of ["info", "warn"] as const) jest.spyOn(console, word).mockImplementation(() => undefined);
  const { default: Provider } = await import("oidc-provider");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: Issuer = {
    address,
    people,
    away: false,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const configuration: Configuration = {
    clients: [
      {
        client_id: "registry",
        client_secret: SECRET,
        redirect_uris: ids.map((id) => `${HERE}/sign-in/with/${id}/back`),
      },
    ],
    scopes: ["openid", "profile", "email", "roles"],
    claims: {
      openid: ["sub"],
      profile: ["name"],
      email: ["email", "email_verified"],
      roles: ["role", "lea"],
    },
    findAccount: (_ctx, sub) =>
      issuer.people[sub] && { accountId: sub, claims: async () => ({ ...issuer.people[sub], sub }) },
    pkce: { required: () => true },
    cookies: { keys: ["a key of a test"] },
  };
  const answer = new Provider(address, configuration).callback();
  server.on("request", (req, res) => (issuer.away ? res.writeHead(502).end("away") : answer(req, res)));
  opened.push(issuer);
  return issuer;
}

/** One entry of the setting `OIDC_PROVIDERS`. */
export const entryFor = (issuer: Pick<Issuer, "address">, more: object = {}) => ({
  id: "harbor",
  label: "Harbor schools",
  issuer: issuer.address,
  clientId: "registry",
  clientSecret: SECRET,
  scopes: ["roles"],
  educator: { claim: "role", values: ["teacher"] },
  district: { claim: "lea" },
  ...more,
});

export const settingOf = (...entries: object[]) => ({ OIDC_PROVIDERS: JSON.stringify(entries) });

export interface Page {
  /** Where it ended, after every redirect; of the registry as a path. */
  at: string;
  status: number;
  text: string;
}

/** A browser that knows several sites, each with its cookies. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();
  private readonly registry: TestRegistry;

  constructor(registry: TestRegistry) {
    this.registry = registry;
  }

  /** Asks once, without following. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const there = new URL(address.replace(HERE, this.registry.address), this.registry.address);
    const jar = this.jars.get(there.origin) ?? new Map<string, string>();
    this.jars.set(there.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const answer = await fetch(there, { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** Follows redirects; stops before an address `until` matches, and gives it back unopened. */
  async go(address: string, init: RequestInit = {}, until?: RegExp): Promise<Page> {
    let [at, answer] = [address, await this.ask(address, init)];
    for (let hop = 0; answer.status >= 300 && answer.status < 400; hop++) {
      if (hop > 10) throw new Error(`in circles at ${at}`);
      const next = answer.headers.get("location") ?? "";
      await answer.text();
      at = next.startsWith("/") ? new URL(next, at.startsWith("/") ? HERE : at).href : next;
      if (until?.test(at)) return { at, status: answer.status, text: "" };
      answer = await this.ask(at);
    }
    return { at: at.replace(HERE, ""), status: answer.status, text: await answer.text() };
  }

  /** Fills in what the provider asks: who one is, and that the registry may know it. */
  async give(page: Page, subject: string, until?: RegExp): Promise<Page> {
    let now = page;
    for (let step = 0; step < 3 && /name="prompt"/.test(now.text); step++) {
      const prompt = /name="prompt" value="(\w+)"/.exec(now.text)?.[1] ?? "";
      const action = new URL(/action="([^"]+)"/.exec(now.text)?.[1] ?? "", now.at).href;
      const body = new URLSearchParams({
        prompt,
        ...(prompt === "login" ? { login: subject, password: "x" } : {}),
      });
      now = await this.go(action, { method: "POST", body }, until);
    }
    return now;
  }

  /** The whole way: from the button to where it ends. */
  async signIn(subject: string, id = "harbor", back = "/"): Promise<Page> {
    return this.give(await this.go(`/sign-in/with/${id}?back=${encodeURIComponent(back)}`), subject);
  }
}
