// One person: what stands in their way, what they have, what can be done, and their story.

import { admin } from "./api.js";
import { named } from "./applications.js";
import { coverTable, suppressions } from "./blocks.js";
import * as decisions from "./decisions.js";
import { acts, doing } from "./deeds.js";
import { chip, copyable, el, facts, fill, fromNow, nothing, table, time, words } from "./dom.js";
import { page, pages } from "./lists.js";
import { contact, contacts, status, title } from "./people.js";
import { administers, may, seesContacts, worn } from "./roles.js";
import { story } from "./story.js";

/** Sessions that are read at once. */
const SESSIONS = 50;

export async function show({ id, again, remember, go, heading, me }) {
  const { body: user, etag } = await admin("GET", "users/" + encodeURIComponent(id));
  heading.textContent = title(user);
  const path = "users/" + user.id;
  const own = { path, user, etag, again, go, me, readSessions: (cursor) => page(path + "/sessions", { cursor, limit: SESSIONS }, "sessions") };
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
  const place = el("div", {});
  fill(place, read);
  return el("section", {}, el("h2", {}, name), place);
}

/** Blocks, what providers closed, and the last refusal: the usual reasons why somebody gets no code. */
async function obstacles({ user, again }) {
  const found = await Promise.all(contacts(user).map(async (one) => {
    const [closed, listed] = await Promise.all([suppressions(one), admin("GET", "blocks", { query: { contact: one } })]);
    return { one, rows: [...closed, ...listed.body.blocks] };
  }));
  const refused = await newestDecision(user, "refused") ?? await newestDecision(user, "locked");
  const covered = found.filter(({ rows }) => rows.length);
  const said = [
    user.deletion ? el("p", {}, "The account is being deleted, so nobody signs in.")
      : user.status === "disabled" ? el("p", {}, "The account is disabled, so nobody signs in.")
        : user.status === "pending" && el("p", {}, "No contact is verified yet, so nobody signs in."),
    !seesContacts() && el("p", {}, "Your role sees contacts hidden, so what is closed to them is not looked for here."),
    covered.map(({ one, rows }) => [el("h3", {}, one), coverTable(rows, one, again)]),
    refused && el("p", {}, el("strong", {}, "Last refusal: "), decisions.asked(refused).toLowerCase(), " ", fromNow(refused.at), ". ",
      decisions.because(refused), " ",
      el("a", { href: "#/decision/" + refused.id }, "Why")),
  ].flat().filter(Boolean);
  return said.length ? said : nothing("Nothing that the service knows of.");
}

/** The newest decision about the account or one of its contacts; undefined when there is none. */
async function newestDecision(user, outcome) {
  const found = await Promise.all([{ user: user.id }, ...contacts(user).map((one) => ({ contact: one }))]
    .map((of) => page("decisions", { ...of, outcome, limit: 1 })));
  return found.flatMap(({ rows }) => rows).sort((one, other) => (one.at < other.at ? 1 : -1))[0];
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

async function sessions(own, isReachable) {
  const list = pages({ read: own.readSessions, draw: (found) => sessionTable(own, isReachable, found), empty: "Nobody is signed in." });
  await list.fill();
  return list;
}

const sessionTable = (own, isReachable, found) =>
  table("Sessions that are not over", [
    ["Device", (session) => session.device || "unknown"],
    ["Address", (session) => session.address],
    ["Signed in by", (session) => session.methods.join(", ")],
    ["Signed in", (session) => time(session.createdAt)],
    ["Last seen", (session) => time(session.refreshedAt)],
    ["App", (session) => session.app],
    ["", (session) => isReachable && may("end-session") && el("button", { type: "button", onclick: () => doing(own, {
      title: "End this session", confirm: "End it", said: "The session is over." }, `/sessions/${session.id}/end`) }, "End")],
  ], found);

async function credentials(own, isReachable) {
  const { body } = await admin("GET", own.path + "/credentials");
  if (body.credentials.length === 0) return nothing("There is none.");
  return table("API credentials of programs", [
    ["Name", named],
    ["Roles", (credential) => credential.roles.join(", ") || "all of the account"],
    ["Made", (credential) => time(credential.createdAt)],
    ["Last used", (credential) => time(credential.lastUsedAt)],
    ["Ends", (credential) => time(credential.expiresAt)],
    ["", (credential) => isReachable && may("revoke-credential") && el("button", { type: "button", class: "danger", onclick: () => doing(own, {
      title: "Revoke this credential", confirm: "Revoke", danger: true, said: "The credential is revoked.",
      explain: "Programs that use it are refused from now on." }, `/credentials/${credential.id}/revoke`) }, "Revoke")],
  ], body.credentials);
}
