// One person: what stands in their way, what they have, what can be done, and their story.

import { admin } from "./api.js";
import { details, happened, save } from "./audit.js";
import { coverTable, suppressions } from "./blocks.js";
import * as decisions from "./decisions.js";
import { act, form, open } from "./dialogs.js";
import { announce, chip, copyable, el, facts, field, fromNow, loading, nothing, plain, table, time, words } from "./dom.js";
import { callTable, state, what } from "./messages.js";
import { contact, status, title } from "./people.js";
import { administers, may, worn } from "./roles.js";

const PAGE = 50;

export async function show({ id, again, remember, go, heading, me }) {
  const { body: user, etag } = await admin("GET", "users/" + encodeURIComponent(id));
  heading.textContent = title(user);
  const own = { path: "users/" + user.id, user, etag, again, go, me };
  // Helpers reach nobody who administers; the server says so, and here no button promises it.
  const isReachable = worn().includes("admin") || !administers(user.roles);
  return [
    el("p", {}, el("a", { href: "#/people" }, "All people")),
    el("p", { class: "line" }, status(user), " ", copyable(user.id), user.deletion && [" deleted for good ", time(user.deletion.dueAt)]),
    isReachable ? acts(own) : el("p", { class: "soft" }, "This account administers, so only administrators change it."),
    later("What stands in the way", () => obstacles(own)),
    el("section", {}, el("h2", {}, "Account"), account(user)),
    later("Sessions", () => sessions(own, isReachable)),
    later("API credentials", () => credentials(own, isReachable)),
    later("Story", () => story(own, remember)),
  ];
}

/** A section that is filled when it is read. What fails in one leaves the others. */
function later(name, read) {
  const place = el("div", {}, loading());
  const fill = async () => {
    try {
      place.replaceChildren(...[await read()].flat(Infinity).filter(Boolean));
    } catch (problem) {
      place.replaceChildren(el("div", { class: "notice bad", role: "alert" }, el("p", {}, plain(problem)),
        el("button", { type: "button", onclick: fill }, "Try again")));
    }
  };
  fill();
  return el("section", {}, el("h2", {}, name), place);
}

const contacts = (user) => [user.email, user.phone].filter(Boolean);

/** Blocks, what providers closed, and the last refusal: the usual reasons why somebody gets no code. */
async function obstacles({ user, again }) {
  const found = await Promise.all(contacts(user).map(async (one) => {
    const [closed, listed] = await Promise.all([suppressions(one), admin("GET", "blocks", { query: { contact: one } })]);
    return { one, rows: [...closed, ...listed.body.blocks] };
  }));
  const refused = (await allDecisions(user, { outcome: "refused", limit: 1 }))?.decisions[0]
    ?? (await allDecisions(user, { outcome: "locked", limit: 1 }))?.decisions[0];
  const covered = found.filter(({ rows }) => rows.length);
  const said = [
    user.deletion ? el("p", {}, "The account is being deleted, so nobody signs in.")
      : user.status === "disabled" ? el("p", {}, "The account is disabled, so nobody signs in.")
        : user.status === "pending" && el("p", {}, "No contact is verified yet, so nobody signs in."),
    covered.map(({ one, rows }) => [el("h3", {}, one), coverTable(rows, one, again)]),
    refused && el("p", {}, el("strong", {}, "Last refusal: "), decisions.asked(refused).toLowerCase(), " ", fromNow(refused.at), ". ",
      decisions.because(refused), refused.problem && !refused.winner ? words(refused.problem) : "", " ",
      el("a", { href: "#/decision/" + refused.id }, "Why")),
  ].flat().filter(Boolean);
  return said.length ? said : nothing("Nothing that the service knows of.");
}

/** Decisions about the account and about its contacts, newest first. */
async function allDecisions(user, query) {
  const pages = await Promise.all([{ user: user.id }, ...contacts(user).map((one) => ({ contact: one }))]
    .map((of) => decisions.read({ ...query, ...of })));
  if (pages.some((page) => page === null)) return null;
  const all = new Map(pages.flatMap((page) => page.decisions).map((one) => [one.id, one]));
  return { decisions: [...all.values()].sort((one, other) => (one.at < other.at ? 1 : -1)) };
}

const account = (user) => facts([
  ["Username", user.username ?? "–"],
  ["Name", user.name ?? "–"],
  ["E-mail", contact(user.email, user.emailVerified)],
  ["Phone", contact(user.phone, user.phoneVerified)],
  ["Language", user.locale],
  ["Password", user.hasPassword ? "set" : "none"],
  ["Second step", user.secondFactor === "none" ? "none" : words(user.secondFactor)],
  ["Roles", user.roles.map((role) => [chip(role), " "])],
  ["Claims in tokens", Object.keys(user.claims).length
    ? Object.entries(user.claims).map(([name, value]) => el("div", {}, el("code", {}, name), " = ", value)) : "none"],
  ["Created", time(user.createdAt)],
  ["Changed", time(user.updatedAt)],
]);

/** The acts that the role and the account allow. */
function acts(own) {
  const { user } = own;
  const isActive = !user.deletion && user.status === "active";
  const isOthers = user.id !== own.me.id;
  const group = (name, buttons) => {
    const shown = buttons.filter(([deed, , , isThere = true]) => may(deed) && isThere);
    return shown.length > 0 && el("div", { role: "group", "aria-label": name }, el("span", { class: "soft" }, name),
      shown.map(([, label, run, , danger]) => el("button", { type: "button", class: danger ? "danger" : "", onclick: () => run(own) }, label)));
  };
  return el("div", { class: "acts" }, [
    group("Help", [
      ["unlock-user", "Unlock", unlock],
      ["reset-user", "Start a reset", reset, isActive],
      ["sign-out-user", "End all sessions", signOutAll],
      ["invite-user", "Invite", invite, isActive && !user.hasPassword],
    ]),
    group("Change", [
      ["change-user", "Contacts and name", change],
      ["set-roles", "Roles", roles],
      ["set-claims", "Claims", claims],
    ]),
    group("Account", [
      ["disable-user", "Disable", disable, isOthers && !user.deletion && user.status !== "disabled", true],
      ["enable-user", "Enable", enable, !user.deletion && user.status === "disabled"],
      ["export-user", "Export", exportAll],
      ["delete-user", "Delete", remove, isOthers && !user.deletion, true],
      ["restore-user", "Restore", restore, Boolean(user.deletion)],
      ["erase-user", "Erase", erase, isOthers, true],
    ]),
  ]);
}

/** Asks, does, and shows the person anew. Where somebody else was faster, it says so and shows what they left. */
async function doing({ path, etag, again }, question, deed, method = "POST") {
  const done = await act({
    ...question,
    run: async (values, made) => {
      const body = question.body ? question.body(values, made) : { reason: values.reason };
      try {
        return await admin(method, path + deed, { body, ...(method === "POST" ? {} : { etag }) });
      } catch (problem) {
        if (problem.status === 412 || problem.status === 428) return { overtaken: true };
        throw problem;
      }
    },
  });
  if (!done) return null;
  if (done.result.overtaken) {
    await open("Somebody else was faster", (close) => [
      el("p", {}, "This account was changed since you opened it, so nothing was done. The page now shows it as it is: look at it, and do it again if it is still right."),
      form({ fields: [], confirm: "Show it", done: () => close(true) }),
    ]);
  }
  await again();
  return done.result;
}

const unlock = (own) => doing(own, { title: "Unlock", confirm: "Unlock", said: "The locks are lifted.",
  explain: "Lifts what wrong passwords and codes shut. Do it when you are sure who asks." }, "/unlock");
const reset = (own) => doing(own, { title: "Start a reset", confirm: "Send code and link", said: "The code and the link are on their way.",
  explain: "The person gets what “forgot password” sends. You do not see it." }, "/reset");
const invite = (own) => doing(own, { title: "Invite", confirm: "Send the invitation", said: "The invitation is on its way.",
  explain: "The person gets a link and a code to set a first password." }, "/invite");
const signOutAll = (own) => doing(own, { title: "End all sessions", confirm: "End them", said: "All sessions are over.",
  explain: "The person is signed out everywhere, at once." }, "/sign-out");
const disable = (own) => doing(own, { title: "Disable the account", confirm: "Disable", danger: true, said: "The account is disabled.",
  explain: "It counts from the next request on, and ends sessions, codes and tickets." }, "/disable");
const enable = (own) => doing(own, { title: "Enable the account", confirm: "Enable", said: "The account is enabled.",
  explain: "The person can sign in again." }, "/enable");
const remove = (own) => doing(own, { title: "Delete the account", confirm: "Delete", danger: true, said: "The account is being deleted.",
  explain: "It is disabled at once, and deleted for good after the time of grace. Until then it can be restored." }, "/delete");
const restore = (own) => doing(own, { title: "Restore the account", confirm: "Restore", said: "The account is back." }, "/restore");

async function erase(own) {
  const { path, user, go } = own;
  const wanted = user.username ?? user.email ?? user.phone ?? user.id;
  const done = await act({
    title: "Erase this person", confirm: "Erase for good", danger: true, said: "The person is erased.",
    explain: "The account and all that is held about it is deleted at once. Nobody can bring it back.",
    fields: [field(`Type ${wanted} to be sure`, { name: "sure", required: true, autocomplete: "off", autocapitalize: "none", spellcheck: "false" })],
    run: ({ sure, reason }) => {
      if (sure !== wanted) throw new Error(`What you typed is not ${wanted}.`);
      return admin("POST", path + "/erase", { body: { reason } });
    },
  });
  if (done) go("people");
}

async function exportAll({ path, user }) {
  await act({
    title: "Export all that is held", confirm: "Make the file", said: "The file is made.",
    explain: "A JSON file with everything about this person. Keep it as safe as the account.",
    run: async ({ reason }) => {
      const { body } = await admin("POST", path + "/export", { body: { reason } });
      save(`person-${user.id}.json`, JSON.stringify(body, null, 2), "application/json");
    },
  });
}

function change(own) {
  const { user } = own;
  const text = (label, name, more = {}) => field(label, { name, value: user[name] ?? "", autocomplete: "off", ...more });
  return doing(own, {
    title: "Contacts and name", confirm: "Change", said: "It is changed.",
    explain: "A new contact counts as verified, on your word. The owner is told at the old contacts and the new ones. What is emptied is removed.",
    fields: [
      text("E-mail", "email", { type: "email" }), text("Phone", "phone", { type: "tel" }), text("Username", "username", { autocapitalize: "none", spellcheck: "false" }),
      text("Name", "name"), text("Language", "locale"),
      field("Second step", { name: "secondFactor", value: user.secondFactor, options: choices(user.secondFactor) }),
    ],
    body: ({ reason }, made) => {
      const body = { reason };
      for (const name of ["email", "phone", "username", "name", "locale", "secondFactor"]) {
        const value = made.elements[name].value.trim();
        if (value !== (user[name] ?? "")) body[name] = value === "" ? null : value;
      }
      return body;
    },
  }, "", "PATCH");
}

const choices = (factor) => [...new Set(["none", "sms", "email", factor])].map((each) => [each, each === "none" ? "none" : words(each)]);

function roles(own) {
  return doing(own, {
    title: "Roles", confirm: "Set roles", said: "The roles are set.",
    explain: "They count from the next request on. The roles admin, support and auditor open this console.",
    fields: [field("Roles", { name: "roles", value: own.user.roles.join(", "), autocomplete: "off", autocapitalize: "none", spellcheck: "false", hint: "With commas between, such as user, support." })],
    body: ({ roles: list, reason }) => ({ roles: (list ?? "").split(/[\s,]+/).filter(Boolean), reason }),
  }, "/roles", "PUT");
}

function claims(own) {
  const lines = Object.entries(own.user.claims).map(([name, value]) => name + "=" + value).join("\n");
  return doing(own, {
    title: "Claims in tokens", confirm: "Set claims", said: "The claims are set.",
    explain: "Access tokens tell them as “custom”, from the next token on.",
    fields: [field("Claims", { name: "claims", rows: 4, value: lines, hint: "One a line, such as tenant=blue." })],
    body: ({ claims: list, reason }) => {
      const pairs = (list ?? "").split("\n").filter((line) => line.trim()).map((line) => {
        const at = line.indexOf("=");
        if (at < 1) throw new Error("Each line needs a name, an equals sign and a value.");
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      });
      return { claims: Object.fromEntries(pairs), reason };
    },
  }, "/claims", "PUT");
}

async function sessions(own, isReachable) {
  const { body } = await admin("GET", own.path + "/sessions");
  if (body.sessions.length === 0) return nothing("Nobody is signed in.");
  return table("Sessions that are not over", [
    ["Device", (session) => session.device || "unknown"],
    ["Address", (session) => session.address],
    ["Signed in by", (session) => session.methods.join(", ")],
    ["Signed in", (session) => time(session.createdAt)],
    ["Last seen", (session) => time(session.refreshedAt)],
    ["App", (session) => session.app],
    ["", (session) => isReachable && may("end-session") && el("button", { type: "button", onclick: () => doing(own, {
      title: "End this session", confirm: "End it", said: "The session is over." }, `/sessions/${session.id}/end`) }, "End")],
  ], body.sessions);
}

async function credentials(own, isReachable) {
  const { body } = await admin("GET", own.path + "/credentials");
  if (body.credentials.length === 0) return nothing("There is none.");
  return table("API credentials of programs", [
    ["Name", (credential) => credential.name],
    ["Key", (credential) => copyable(credential.key)],
    ["Roles", (credential) => credential.roles.join(", ") || "all of the account"],
    ["Made", (credential) => time(credential.createdAt)],
    ["Last used", (credential) => time(credential.lastUsedAt)],
    ["Ends", (credential) => time(credential.expiresAt)],
    ["", (credential) => isReachable && may("revoke-credential") && el("button", { type: "button", class: "danger", onclick: () => doing(own, {
      title: "Revoke this credential", confirm: "Revoke", danger: true, said: "The credential is revoked.",
      explain: "Programs that use it are refused from now on." }, `/credentials/${credential.id}/revoke`) }, "Revoke")],
  ], body.credentials);
}

const KINDS = { message: ["Message", "Messages"], decision: ["Decision", "Decisions"], session: ["Session", "Sessions"], audit: ["Audit", "Audit"],
  account: ["Account", "Account"], look: ["Look", "Looks of operators"] };

/** Deeds that only look. Reading a story is itself in the audit trail, and would fill it. */
const LOOKS = /^(find|read|verify)-/;

/** What tells of the person, each newest first and read as far as it is needed. */
function sources({ user, path }) {
  const ofContact = (one) => source(async (cursor) => {
    const { body } = await admin("GET", "messages", { query: { contact: one, limit: PAGE, cursor } });
    return { entries: body.messages.map(ofMessage), next: body.next };
  });
  const ofDecisions = (query) => source(async (cursor) => {
    const page = await decisions.read({ ...query, limit: PAGE, cursor });
    return page ? { entries: page.decisions.map(ofDecision), next: page.next } : { entries: [] };
  });
  return [
    ...contacts(user).flatMap((one) => [ofContact(one), ofDecisions({ contact: one })]),
    ofDecisions({ user: user.id }),
    source(async () => {
      const { body } = await admin("GET", path + "/sessions");
      return { entries: body.sessions.map((session) => ({
        key: "session " + session.id, at: session.createdAt, kind: "session", head: ["Signed in, ", session.device || "unknown device"],
        line: `${session.address}, by ${session.methods.join(", ")}` })) };
    }),
    may("read-audit") && source(async (cursor) => {
      const { body } = await admin("GET", "audit", { query: { person: user.id, limit: PAGE, cursor } });
      return { entries: body.entries.map(ofAudit), next: body.next };
    }),
    source(async () => ({ entries: [{ key: "created", at: user.createdAt, kind: "account", head: "The account was created" }] })),
  ].filter(Boolean);
}

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
  more: { says: "Rules", read: async () => decisions.whole(decision) },
});

const ofAudit = (entry) => ({
  key: "audit " + entry.number, at: entry.at, kind: entry.event === "administered" && LOOKS.test(entry.details.deed) ? "look" : "audit",
  head: happened(entry),
  line: entry.details.reason ?? entry.details.note ?? "",
  more: { says: "Details", read: async () => details(entry) },
});

/** Hands out entries one by one, and reads another page when it has none left. */
function source(read) {
  let kept = [], next, isRead = false;
  return {
    async peek() {
      while (kept.length === 0 && (!isRead || next)) {
        const page = await read(next);
        isRead = true;
        next = page.next;
        kept = page.entries;
      }
      return kept[0];
    },
    take: () => kept.shift(),
  };
}

function story(own, remember) {
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
  const made = el("details", { ontoggle: async () => {
    if (!made.open || place.hasChildNodes()) return;
    place.append(loading());
    try {
      place.replaceChildren(...[await read()].flat(Infinity).filter(Boolean));
    } catch (problem) {
      place.replaceChildren(el("p", { class: "notice bad" }, plain(problem)));
    }
  } }, el("summary", {}, says), place);
  return made;
}
