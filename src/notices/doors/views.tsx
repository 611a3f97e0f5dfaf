import { Page } from "../../doorway/layout.tsx";
import { dateInWords } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import type { ReadableNotice } from "../actions/readable.ts";
import type { Mail } from "../rules/mail.ts";

interface NoticesShown {
  unread: number;
  notices: ReadableNotice[];
  /** Id to go on from, where there are older ones. */
  next: number | undefined;
  /** Where mail goes; empty when it simply arrives. */
  remark: string;
  /** Mails given up, for state staff. */
  dead: Mail[];
}

/** What waits for the reader first, then what is good to know. */
export function NoticesPage({ unread, notices, next, remark, dead }: NoticesShown) {
  const waits = notices.filter((h) => h.notice.act && !h.notice.readAt);
  const others = notices.filter((h) => !waits.includes(h));
  const newest = notices[0]?.notice.id;
  return (
    <Page title="Notices" at="notices" unlisted>
      <div class="stack measure">
        <h1>Notices</h1>
        <p class="soft">
          {unread === 0 ? "You have read everything." : `${counted(unread, "notice")} not read yet.`} By mail
          at once, once a day or never: <a href="/account">choose it in your account</a>.
        </p>
        {remark && (
          <Note icon="info" kind="sand">
            <p>
              This registry sends no e-mail yet. E-mails are files in the folder “mail” of its data folder.
            </p>
          </Note>
        )}
        {unread > 0 && newest && (
          <Form action="/notices/read" label="All notices">
            <HiddenFields values={[["upTo", String(newest)]]} />
            <button class="usa-button usa-button--outline" type="submit">
              Mark all as read
            </button>
          </Form>
        )}
        {waits.length > 0 && <NoticeList id="waits" title="Waiting for you" notices={waits} />}
        {others.length > 0 && <NoticeList id="known" title="Good to know" notices={others} />}
        {notices.length === 0 && <p>There are no notices here.</p>}
        {next && (
          <p>
            <a href={`/notices?before=${next}`}>Older notices</a>
          </p>
        )}
        {dead.length > 0 && <Dead mails={dead} />}
      </div>
    </Page>
  );
}

function NoticeList({ id, title, notices }: { id: string; title: string; notices: ReadableNotice[] }) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="plain stack near">
        {notices.map(({ notice, words, address }) => (
          <li key={notice.id} class="row ends">
            <span>
              {notice.readAt ? (
                <a href={address}>{words}</a>
              ) : (
                <a href={`/notices/${notice.id}`}>
                  <b>{words}</b>
                </a>
              )}
              <br />
              <span class="small soft">
                {dateInWords(notice.at)}
                {!notice.readAt && ", not read"}
              </span>
            </span>
            {!notice.readAt && (
              <Form action="/notices/read" class="inline" label={words}>
                <HiddenFields values={[["id", String(notice.id)]]} />
                <button class="usa-button usa-button--unstyled small" type="submit">
                  Mark as read
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Without addresses of letters: staff see that mails are stuck and why, not what they say. */
function Dead({ mails }: { mails: Mail[] }) {
  return (
    <section class="card stack" aria-labelledby="dead">
      <h2 id="dead">E-mails that could not be delivered</h2>
      <p class="small">Only state staff see this.</p>
      <ul class="plain stack near">
        {mails.map((m) => (
          <li key={m.id} class="row ends">
            <span>
              {m.kind === "letter" ? "A letter" : "Notices"} of {dateInWords(m.createdAt)}, tried{" "}
              {counted(m.tries, "time")}
              {m.fault && <span class="small soft">: {m.fault}</span>}
            </span>
            <Form action="/notices/mails/again" class="inline" label={`Mail of ${dateInWords(m.createdAt)}`}>
              <HiddenFields values={[["id", m.id]]} />
              <button class="usa-button usa-button--unstyled small" type="submit">
                Try again
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function UnsubscribePage({ token, done }: { token: string; done?: boolean }) {
  return (
    <Page title="E-mail about notices" unlisted>
      <div class="stack narrowed">
        <h1>E-mail about notices</h1>
        {done ? (
          <p role="status">
            You will get no more e-mail about notices. They are still on your notices page, and you can choose
            again in your account.
          </p>
        ) : (
          <Form action={`/unsubscribe/${token}`}>
            <p>Stop the e-mails that tell you what is waiting for you?</p>
            <button class="usa-button" type="submit">
              Stop sending me e-mail
            </button>
          </Form>
        )}
      </div>
    </Page>
  );
}
