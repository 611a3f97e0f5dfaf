import { newToken } from "../../kernel/secret.ts";
import type { Core } from "../../store/core.ts";
import type { Invitation } from "../rules/invitation.ts";
import { invite } from "../rules/members.ts";
import type { Caller, Role } from "../rules/person.ts";

/** Writes an invitation and mails its link. The link is in the mail alone. */
export async function mailInvitation(
  given: { organization: string; email: string; role: Role },
  caller: Caller,
  parts: Pick<Core, "store" | "clock" | "newId" | "config" | "post">,
): Promise<Invitation> {
  const { store, clock, newId, config, post } = parts;
  const { organizations: tree } = await store.reference();
  const { token, hash } = newToken();
  const change = invite({ id: newId(), ...given, hash }, { caller, at: clock(), tree });
  await store.commit([change], caller.person?.id);
  const invitation = change.after;
  const place = tree.get(given.organization)?.name ?? given.organization;
  const as = given.role === "curator" ? "as a curator" : "as an educator";
  await post.send({
    to: invitation.email,
    subject: `Your invitation to the ${config.site.name}`,
    text: [
      `${caller.person?.name ?? "State staff"} invites you, ${as} of ${place}, to the ${config.site.name}:`,
      "open lessons and materials of the state's schools, by standard, topic and level.",
      "",
      `Accept within two weeks: ${invitationAddress(token, config.publicUrl)}`,
      "",
      "Searching is open to everyone. You only need an account to save, share or review.",
    ].join("\n"),
  });
  return invitation;
}

export const invitationAddress = (token: string, publicUrl: string) => `${publicUrl}/welcome/${token}`;
