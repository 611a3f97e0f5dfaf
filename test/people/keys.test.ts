import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

describe("API keys", () => {
  test("the secret is shown once and stored nowhere", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const made = await registry.call("POST", "/api/v1/people/me/keys", {
      key,
      body: { label: "Planner", scopes: ["read"] },
    });
    expect(made.status).toBe(201);
    const { secret, prefix } = made.body;
    expect(secret.startsWith(prefix)).toBe(true);
    const listed = await registry.call("GET", "/api/v1/people/me/keys", { key: secret });
    expect(listed.text).not.toContain(secret);
    const stored = await registry.parts.store.people.keys();
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  test("a key does what its scopes say and no more", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103", "member", ["read"]);
    expect((await registry.call("GET", "/api/v1/people/me", { key })).status).toBe(200);
    const refused = await registry.call("POST", "/api/v1/resources", { key, body: { title: "x" } });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain("write");
  });

  test("a key cannot make one that may do more", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103", "member", ["read", "write"]);
    const body = { label: "More", scopes: ["curate"] };
    expect((await registry.call("POST", "/api/v1/people/me/keys", { key, body })).status).toBe(403);
  });

  test("a revoked key opens nothing", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const made = await registry.call("POST", "/api/v1/people/me/keys", {
      key,
      body: { label: "Short", scopes: ["read"] },
    });
    const gone = await registry.call("DELETE", `/api/v1/people/me/keys/${made.body.id}`, { key });
    expect(gone.status).toBe(204);
    const refused = await registry.call("GET", "/api/v1/people/me", { key: made.body.secret });
    expect(refused.status).toBe(401);
    expect(refused.body.detail).toContain("revoked");
  });

  test("someone else's key does not exist", async () => {
    const registry = await openTestRegistry();
    const [mine, theirs] = [await registry.person("28103"), await registry.person("36104")];
    const made = await registry.call("POST", "/api/v1/people/me/keys", {
      key: mine,
      body: { label: "Mine", scopes: ["read"] },
    });
    expect(
      (await registry.call("DELETE", `/api/v1/people/me/keys/${made.body.id}`, { key: theirs })).status,
    ).toBe(404);
  });

  test("using a key is remembered", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    await registry.call("GET", "/api/v1/people/me", { key });
    const { body } = await registry.call("GET", "/api/v1/people/me/keys", { key });
    expect(body.keys[0].lastUsedAt).toBeDefined();
  });

  test("an unknown or malformed key is refused, even where nobody needs one", async () => {
    const registry = await openTestRegistry();
    for (const authorization of ["Bearer not-a-key-at-all", "Basic abc", "Bearer"]) {
      const refused = await registry.call("GET", "/api/v1/vocabularies", { headers: { authorization } });
      expect(refused.status).toBe(401);
    }
  });

  test("a person without a confirmed membership sees no more than anyone", async () => {
    const registry = await openTestRegistry();
    const owner = await registry.person("28103");
    const made = await registry.call("POST", "/api/v1/resources", {
      key: owner,
      body: { title: "For educators", url: "https://example.org/a", reach: "state" },
    });
    const key = await registry.person("36104");
    const person = (await registry.parts.store.people.all()).at(-1);
    await registry.parts.store.commit([
      {
        noun: "membership",
        after: { person: person?.id ?? "", organization: "36104", role: "member", confirmed: false },
      },
    ]);
    expect((await registry.call("GET", `/api/v1/resources/${made.body.id}`, { key })).status).toBe(404);
  });
});
