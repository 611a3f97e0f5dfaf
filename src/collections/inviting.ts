import type { Parts } from "../parts.ts";
import type { Caller } from "../people/person.ts";
import type { Collection } from "./collection.ts";

/**
 * Tells the one who was just invited, where they have an account. Nobody else is written to: an address alone
 * must not make the registry send mail.
 */
export async function sendInvitation(
  c: Collection,
  { person: inviter }: Caller,
  { store, post, config, log }: Pick<Parts, "store" | "post" | "config" | "log">,
): Promise<void> {
  const place = c.curators.at(-1);
  if (!place || !inviter) return;
  const person = place.person
    ? await store.people.get(place.person)
    : await store.people.byEmail(place.email ?? "");
  if (!person?.active || !person.email) return;
  const text = [
    `${inviter.name} asks you to keep the collection “${c.draft.title}” together.`,
    "You would see its draft, change it and publish it. Nothing happens before you accept.",
    "",
    `Accept or decline: ${config.publicUrl}/collections/${c.id}/invitation`,
  ].join("\n");
  const mail = { to: person.email, subject: `Keep “${c.draft.title}” together?`, text };
  // The invitation stands on the person's own page as well, so it is not lost with a mail.
  await post.send(mail).catch((err) => log.warn({ err, collection: c.id }, "invitation not mailed"));
}
