import { describe, expect, test } from "@jest/globals";
import type { Mail } from "../../../src/notices/rules/mail.ts";
import type { MailChoice } from "../../../src/people/rules/account.ts";
import type { Person } from "../../../src/people/rules/person.ts";
import { at, membershipOf, type NewStorage, newId, stageOf } from "./stage.ts";

const letterOf = (more: Partial<Mail> = {}): Mail => ({
  id: newId(),
  kind: "letter",
  letter: { to: "new@school.example", subject: "Welcome 👋", text: "Dear colleague,\n\nhere is your link." },
  state: "waiting",
  tries: 0,
  nextTry: at(),
  createdAt: at(),
  ...more,
});

const FAR = "9999-01-01T00:00:00.000Z";

/** What a store promises about mails on their way. */
export function mails(keep: NewStorage): void {
  describe("mails", () => {
    const stage = stageOf(keep);
    const sent = (after: Mail, before?: Mail) => ({
      noun: "mail" as const,
      after,
      ...(before ? { before } : {}),
    });

    test("wait for their time, oldest first, and are taken up once", async () => {
      const { store } = stage;
      const [late, soon, later] = [letterOf({ nextTry: at(5) }), letterOf(), letterOf({ nextTry: at(60) })];
      await store.commit([late, soon, later].map((m) => sent(m)));
      expect(await store.mails.due(at(5), 10)).toEqual([soon, late]);
      expect(await store.mails.due(at(5), 1)).toEqual([soon]);
      expect(await store.mails.get(late.id)).toEqual(late);
      expect(await store.mails.get(newId())).toBeUndefined();
      const taken = { ...soon, tries: 1, nextTry: at(30) };
      await store.commit([sent(taken, soon)]);
      await stage.refuses([sent(taken, soon)], "stale");
      const { letter: _gone, ...rest } = taken;
      const ended: Mail = { ...rest, state: "sent" };
      await store.commit([sent(ended, taken)]);
      await stage.refuses([sent({ ...taken, state: "dead" }, taken)], "stale");
      expect(await store.mails.get(soon.id)).toEqual(ended);
      expect(await store.mails.due(at(59), 10)).toEqual([late]);
    });

    test("that were given up are listed, newest first", async () => {
      const { store } = stage;
      const dead = (minutes: number) =>
        letterOf({ state: "dead", tries: 36, createdAt: at(minutes), fault: "550 no" });
      const [first, second] = [dead(1), dead(2)];
      await store.commit([sent(first), sent(second)]);
      expect(await store.mails.dead(10)).toEqual([second, first]);
      expect(await store.mails.dead(1)).toEqual([second]);
    });

    const personWanting = async (mail: MailChoice, email?: string) => {
      const person = await stage.person("Wants mail", email ? { email } : {});
      const account = { person: person.id, recovery: [], mail, revision: 0 };
      await stage.store.commit([{ noun: "account", after: account }]);
      return person;
    };
    /** One notice for this person: they were let in. */
    const notice = async (person: Person, organization: string) => {
      await stage.store.commit([membershipOf(person, organization, "member", false)]);
      await stage.store.commit([membershipOf(person, organization)]);
    };
    const mailsTo = async ({ id }: Person) =>
      (await stage.store.mails.due(FAR, 100)).filter((m) => m.person === id);

    test("carry notices at once, or none, as their person wants", async () => {
      const { store } = stage;
      const [eager, quiet, without] = [
        await personWanting("at once", "eager@x.example"),
        await personWanting("none", "quiet@x.example"),
        await personWanting("at once"),
      ];
      for (const person of [eager, quiet, without])
        for (const code of ["28", "07"]) await notice(person, code);
      const carried = await mailsTo(eager);
      expect(carried.map((m) => [m.kind, m.state, m.tries])).toEqual(Array(2).fill(["notice", "waiting", 0]));
      const notices = await Promise.all(carried.map((m) => store.notices.inMail(m.id)));
      expect(notices.map((n) => n.length)).toEqual([1, 1]);
      expect([await mailsTo(quiet), await mailsTo(without)]).toEqual([[], []]);
      expect(await store.notices.unread(quiet.id)).toBe(2);
      expect(await store.notices.inMail(newId())).toEqual([]);
    });

    test("carry a day's notices together, oldest first, until the mail was tried", async () => {
      const { store } = stage;
      const daily = await personWanting("daily", "daily@x.example");
      await notice(daily, "28");
      await notice(daily, "07");
      const [mail, ...others] = await mailsTo(daily);
      expect(others).toEqual([]);
      expect(mail?.kind).toBe("digest");
      const carried = async (id = "") => (await store.notices.inMail(id)).map((n) => n.about.organization);
      expect(await carried(mail?.id)).toEqual(["28", "07"]);
      if (mail) await store.commit([sent({ ...mail, tries: 1 }, mail)]);
      await notice(daily, "museum");
      const next = (await mailsTo(daily)).find((m) => m.id !== mail?.id);
      expect([await carried(mail?.id), await carried(next?.id)]).toEqual([["28", "07"], ["museum"]]);
    });
  });
}
