import { PLAINLY, type TestRegistry } from "./registry.ts";

export interface ShownPage {
  status: number;
  headers: Headers;
  text: string;
  /** Where it leads, when it leads somewhere else. */
  location: string | null;
}

/** Someone at a browser without JavaScript: keeps cookies, sends forms with what the page put into them. */
export interface Visit {
  open(path: string): Promise<ShownPage>;
  /** Sends a form as a page of ours would; `headers` and `csrf` let a test be somebody else. */
  send(
    path: string,
    fields?: Record<string, string | string[]>,
    as?: { headers?: Record<string, string>; csrf?: string },
  ): Promise<ShownPage>;
  cookie(): string;
}

export function visit(registry: TestRegistry, headers: Record<string, string> = {}): Visit {
  const jar = new Map<string, string>();
  let csrf = "";
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const ask = async (
    path: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<ShownPage> => {
    const given = jar.size > 0 ? { cookie: cookie() } : {};
    const all = {
      ...init,
      redirect: "manual" as const,
      headers: { ...PLAINLY, ...headers, ...given, ...init.headers },
    };
    const answer = await fetch(registry.address + path, all);
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await answer.text();
    csrf = /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? csrf;
    return { status: answer.status, headers: answer.headers, text, location: answer.headers.get("location") };
  };
  return {
    open: (path) => ask(path, { headers: {} }),
    async send(path, fields = {}, as = {}) {
      // The word of the session is on every page of one who is signed in; any page will do.
      for (const page of ["/account", "/sign-in/code"])
        if (jar.size > 0 && csrf === "") await ask(page, { headers: {} });
      const body = new URLSearchParams({ csrf: as.csrf ?? csrf });
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) body.append(name, one);
      const sent = as.headers ?? { origin: registry.address };
      const shown = await ask(path, { method: "POST", body, headers: sent });
      if (shown.headers.getSetCookie().length > 0) csrf = "";
      return shown;
    },
    cookie,
  };
}
