// The story of one person: messages, decisions, sessions and audit entries in one line of time.

import { admin } from "./api.js";
import { details, happened } from "./audit.js";
import * as decisions from "./decisions.js";
import { announce, el, fill, nothing, plain, time } from "./dom.js";
import { page } from "./lists.js";
import { callTable, state, what } from "./messages.js";
import { contacts } from "./people.js";
import { may } from "./roles.js";

const PAGE = 50;

const KINDS = { message: ["Message", "Messages"], decision: ["Decision", "Decisions"], session: ["Session", "Sessions"], audit: ["Audit", "Audit"],
  account: ["Account", "Account"], look: ["Look", "Looks of operators"] };

/** Deeds that only look. Reading a story is itself in the audit trail, and would fill it. */
const LOOKS = /^(find|read|verify)-/;

/** What tells of the person, each newest first and read as far as it is needed. */
function sources({ user, readSessions }) {
  const ofContact = (one) => source(async (cursor) => {
    const { rows, next } = await page("messages", { contact: one, limit: PAGE, cursor });
    return { entries: rows.map(ofMessage), next };
  });
  const ofDecisions = (query) => source(async (cursor) => {
    const { rows, next } = await page("decisions", { ...query, limit: PAGE, cursor });
    return { entries: rows.map(ofDecision), next };
  });
  return [
    ...contacts(user).flatMap((one) => [ofContact(one), ofDecisions({ contact: one })]),
    ofDecisions({ user: user.id }),
    source(async (cursor) => {
      const { rows, next } = await readSessions(cursor);
      return { entries: rows.map(ofSession), next };
    }),
    may("read-audit") && source(async (cursor) => {
      const { rows, next } = await page("audit", { person: user.id, limit: PAGE, cursor }, "entries");
      return { entries: rows.map(ofAudit), next };
    }),
    source(async () => ({ entries: [{ key: "created", at: user.createdAt, kind: "account", head: "The account was created" }] })),
  ].filter(Boolean);
}

const ofSession = (session) => ({
  key: "session " + session.id, at: session.createdAt, kind: "session", head: ["Signed in, ", session.device || "unknown device"],
  line: `${session.address}, by ${session.methods.join(", ")}`,
});

const ofMessage = (message) => ({
  key: "message " + message.id, at: message.createdAt, kind: "message", head: [what(message), " ", state(message)],
  line: ["to ", message.contact, message.provider ? ", by " + message.provider : "", message.failure ? ": " + message.failure : ""],
  more: { says: "Calls to providers", read: async () => {
    const { body: { calls } } = await admin("GET", "messages/" + message.id);
    return [calls.length ? callTable(calls) : nothing("No provider was asked."), el("p", {}, el("a", { href: "#/message/" + message.id }, "The whole message"))];
  } },
});

const ofDecision = (decision) => ({
  key: "decision " + decision.id, at: decision.at, kind: "decision", head: [decisions.asked(decision), " ", decisions.outcome(decision)],
  line: decisions.because(decision),
  more: { says: "Rules", read: () => decisions.whole(decision) },
});

const ofAudit = (entry) => ({
  key: "audit " + entry.number, at: entry.at, kind: entry.event === "administered" && LOOKS.test(entry.details.deed) ? "look" : "audit",
  head: happened(entry),
  line: entry.details.reason ?? entry.details.note ?? "",
  more: { says: "Details", read: () => details(entry) },
});

/** Hands out entries one by one, and reads another page when it has none left. */
function source(read) {
  let kept = [], next, isRead = false;
  return {
    async peek() {
      while (kept.length === 0 && (!isRead || next)) {
        ({ entries: kept, next } = await read(next));
        isRead = true;
      }
      return kept[0];
    },
    take: () => kept.shift(),
  };
}

export function story(own, remember) {
  const all = sources(own);
  const seen = new Set();
  const lines = el("ol", { class: "story without-look" });
  const more = el("button", { type: "button", class: "more", onclick: () => grow(true) }, "Show older");
  const filter = el("div", { class: "sieve", role: "group", "aria-label": "Show in the story" },
    Object.entries(KINDS).filter(([kind]) => (kind !== "audit" && kind !== "look") || may("read-audit")).map(([kind, [, name]]) => el("span", { class: "check" },
      el("input", { type: "checkbox", id: "show-" + kind, checked: kind !== "look", onchange: (event) => {
        lines.classList.toggle("without-" + kind, !event.target.checked);
      } }), el("label", { for: "show-" + kind }, name))));

  /** Takes the newest of what all sources offer, so that they make one line of time. */
  async function grow(isAsked) {
    more.disabled = true;
    try {
      let first = null;
      for (let count = 0; count < PAGE;) {
        const heads = await Promise.all(all.map(async (each) => ({ each, entry: await each.peek() })));
        const newest = heads.filter(({ entry }) => entry).sort((one, other) => (one.entry.at < other.entry.at ? 1 : -1))[0];
        if (!newest) {
          more.remove();
          break;
        }
        newest.each.take();
        if (seen.has(newest.entry.key)) continue;
        seen.add(newest.entry.key);
        const line = draw(newest.entry);
        lines.append(line);
        if (newest.entry.kind === "look") continue;
        first ??= line;
        count++;
      }
      if (isAsked && first) {
        first.setAttribute("tabindex", "-1");
        first.focus();
      }
    } catch (problem) {
      if (!isAsked) throw problem;
      announce(plain(problem));
    } finally {
      more.disabled = false;
    }
  }

  const links = el("p", {}, contacts(own.user).map((one) => [el("a", { href: "#/messages", onclick: () => remember("messages", { contact: one }) },
    "All messages to " + one), " "]),
  may("read-audit") && el("a", { href: "#/audit", onclick: () => remember("audit", { person: own.user.id }) }, "All audit entries"));
  const foot = el("div", {}, more);
  return grow(false).then(() => [filter, lines, foot, links]);
}

function draw({ at, kind, head, line, more }) {
  return el("li", { class: kind }, el("div", { class: "head" }, el("span", { class: "kind" }, KINDS[kind][0]), el("strong", {}, head), time(at)),
    line && el("p", {}, line), more && unfold(more));
}

/** What is read when somebody opens it. */
function unfold({ says, read }) {
  const place = el("div", {});
  const made = el("details", { ontoggle: () => {
    if (made.open && !place.hasChildNodes()) fill(place, read);
  } }, el("summary", {}, says), place);
  return made;
}
