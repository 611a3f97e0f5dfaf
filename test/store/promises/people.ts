import { describe, expect, test } from "@jest/globals";
import type { Invitation } from "../../../src/people/rules/invitation.ts";
import type { Key } from "../../../src/people/rules/key.ts";
import { at, membershipOf, type NewStorage, newHash, newId, personNamed, stageOf, written } from "./stage.ts";

const invitationTo = (organization: string, minutes = 0): Invitation => ({
  id: newId(),
  email: "new@school.example",
  organization,
  role: "curator",
  hash: newHash(),
  invitedBy: newId(),
  createdAt: at(minutes),
  expiresAt: at(minutes + 60),
});

export const keyOf = (person: string, minutes = 0): Key => ({
  id: newId(),
  person,
  prefix: "ror_1234",
  hash: newHash(),
  label: "Catalog sync",
  scopes: ["read", "write"],
  createdAt: at(minutes),
  expiresAt: at(minutes + 600),
});

/** What a store promises about people, memberships, invitations and keys. */
export function people(keep: NewStorage): void {
  describe("people", () => {
    const stage = stageOf(keep);

    test("come back as they were written, by id, by address and all of them by name", async () => {
      const { store } = stage;
      const bare = await stage.person("Zoe Adler");
      const full = await stage.person("Abe Cole", { email: "abe@school.example", demo: true, active: false });
      expect(await store.people.get(bare.id)).toEqual(bare);
      expect(await store.people.get(full.id)).toEqual(full);
      expect(await store.people.get(newId())).toBeUndefined();
      expect(await store.people.byEmail("abe@school.example")).toEqual(full);
      expect(await store.people.byEmail("zoe@school.example")).toBeUndefined();
      expect(await store.people.all()).toEqual([full, bare]);
      expect(await store.people.names([bare.id, full.id, bare.id, newId()])).toEqual(
        new Map([
          [bare.id, "Zoe Adler"],
          [full.id, "Abe Cole"],
        ]),
      );
      expect(await store.people.names([])).toEqual(new Map());
    });

    test("are written over, and have an address nobody else has", async () => {
      const { store } = stage;
      const ben = await stage.person("Ben Okafor", { email: "ben@school.example" });
      const { email: _gone, ...without } = ben;
      await stage.refuses([written(personNamed("Other", { email: "ben@school.example" }))], "conflict");
      await store.commit([written({ ...without, name: "Ben O." })]);
      expect(await store.people.get(ben.id)).toEqual({ ...without, name: "Ben O." });
      expect(await store.people.byEmail("ben@school.example")).toBeUndefined();
    });

    test("belong to organizations, once to each, until it is ended", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const asked = membershipOf(ana, "28101", "member", false);
      const confirmed = membershipOf(ana, "28101", "curator");
      await store.commit([asked]);
      expect(await store.people.memberships(ana.id)).toEqual([asked.after]);
      await store.commit([confirmed, membershipOf(ana, "07")]);
      const organizations = (await store.people.memberships(ana.id)).map((m) => [m.organization, m.role]);
      expect(organizations.toSorted()).toEqual([
        ["07", "member"],
        ["28101", "curator"],
      ]);
      const ben = await stage.member("ri");
      const all = (await store.people.membershipsOf([ben.id, newId(), ana.id])).map((m) => [
        m.person,
        m.organization,
      ]);
      expect(all.toSorted()).toEqual(
        [
          [ana.id, "07"],
          [ana.id, "28101"],
          [ben.id, "ri"],
        ].toSorted(),
      );
      expect(await store.people.membershipsOf([])).toEqual([]);
      const ended = { noun: "membership-ended" as const, person: ana.id, organization: "07" };
      await store.commit([ended]);
      expect(await store.people.memberships(ana.id)).toEqual([confirmed.after]);
      await stage.refuses([ended], "stale");
      await expect(store.commit([membershipOf(ana, "99999")])).rejects.toHaveProperty("message");
    });

    test("are members of organizations by name, those deactivated left out", async () => {
      const { store } = stage;
      const [zed, abe] = [await stage.member("museum"), await stage.person("Abe")];
      const gone = await stage.member("museum", "member", { active: false });
      const asked = membershipOf(abe, "28102", "member", false);
      await store.commit([asked]);
      const found = await store.people.members(["museum", "28102"]);
      expect(found).toEqual([
        { person: abe, membership: asked.after },
        { person: zed, membership: membershipOf(zed, "museum").after },
      ]);
      expect(found.some((m) => m.person.id === gone.id)).toBe(false);
      expect(await store.people.members([])).toEqual([]);
    });

    test("are invited, and accept once", async () => {
      const { store } = stage;
      const [first, second] = [invitationTo("28"), invitationTo("28", 5)];
      await store.commit([first, second].map((after) => ({ noun: "invitation" as const, after })));
      expect(await store.people.invitation(first.id)).toEqual(first);
      expect(await store.people.invitationByHash(second.hash)).toEqual(second);
      expect(await store.people.invitationByHash(newHash())).toBeUndefined();
      expect(await store.people.invitations(["28", "07"])).toEqual([second, first]);
      expect(await store.people.invitations(["07"])).toEqual([]);
      const accepted = { ...first, acceptedAt: at(7), acceptedBy: newId() };
      await store.commit([{ noun: "invitation", before: first, after: accepted }]);
      await stage.refuses(
        [{ noun: "invitation", before: first, after: { ...first, withdrawnAt: at(8) } }],
        "stale",
      );
      expect(await store.people.invitation(first.id)).toEqual(accepted);
      await store.commit([{ noun: "invitation", before: second, after: { ...second, withdrawnAt: at(8) } }]);
      await stage.refuses(
        [{ noun: "invitation", before: second, after: { ...second, acceptedAt: at(9) } }],
        "stale",
      );
    });

    test("have keys, oldest first, which say when they were used and when they were taken back", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [second, first] = [keyOf(ana.id, 5), keyOf(ana.id)];
      await store.commit([second, first].map((after) => ({ noun: "key" as const, after })));
      expect(await store.people.key(first.id)).toEqual(first);
      expect(await store.people.key(newId())).toBeUndefined();
      expect(await store.people.keyByHash(second.hash)).toEqual(second);
      expect(await store.people.keyByHash(newHash())).toBeUndefined();
      expect(await store.people.keys(ana.id)).toEqual([first, second]);
      expect((await store.people.keys()).map((k) => k.id)).toEqual([first.id, second.id]);
      await store.people.keyUsed(first.id, at(9));
      await store.commit([{ noun: "key", after: { ...second, revokedAt: at(8) } }]);
      expect(await store.people.keys(ana.id)).toEqual([
        { ...first, lastUsedAt: at(9) },
        { ...second, revokedAt: at(8) },
      ]);
      await expect(
        store.commit([{ noun: "key", after: { ...keyOf(ana.id), hash: first.hash } }]),
      ).rejects.toHaveProperty("message");
    });
  });
}
