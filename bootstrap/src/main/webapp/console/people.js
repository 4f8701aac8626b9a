// Finds people, and makes accounts.

import { admin } from "./api.js";
import { act } from "./dialogs.js";
import { chip, el, field, table, time, utc } from "./dom.js";
import { page, pages, sieve, span } from "./lists.js";
import { may, seesContacts } from "./roles.js";

const TONES = { active: "good", pending: "wait", disabled: "bad" };
export const status = (user) => chip(user.deletion ? "being deleted" : user.status, user.deletion ? "bad" : TONES[user.status]);
/** The contacts by which more is looked for. Auditors see them hidden, and so look for nothing by them. */
export const contacts = (user) => seesContacts() ? [user.email, user.phone].filter(Boolean) : [];
export const title = (user) => user.name ?? user.username ?? user.email ?? user.phone ?? "Nameless account";

export function list({ memory, go }) {
  const found = pages({
    empty: "Nobody matches.",
    read: (cursor) => {
      const { login, by, status: state, from, before } = memory;
      return page("users", {
        ...(login && { [by === "beginning" ? "loginPrefix" : "login"]: login }), status: state,
        createdFrom: utc(from), createdBefore: utc(before), cursor,
      });
    },
    draw: (users) => table("People", [
      ["Person", (user) => el("a", { href: "#/person/" + user.id }, title(user))],
      ["Username", (user) => user.username ?? "–"],
      ["E-mail", (user) => contact(user.email, user.emailVerified)],
      ["Phone", (user) => contact(user.phone, user.phoneVerified)],
      ["State", status],
      ["Created", (user) => time(user.createdAt)],
    ], users),
  });
  const form = sieve([
    field("Username, e-mail or phone", { name: "login", type: "search", value: memory.login, autocomplete: "off", autocapitalize: "none", spellcheck: "false" }),
    field("Which", { name: "by", value: memory.by ?? "whole", options: [["whole", "is exactly this"], ["beginning", "begins with this"]] }),
    field("State", { name: "status", value: memory.status ?? "", options: [["", "any"], ["active", "active"], ["pending", "pending"], ["disabled", "disabled"]] }),
    span(memory, ["Created from", "Created before"]),
  ], memory, found.fill);
  found.fill();
  return [
    may("create-user") && el("div", { class: "buttons" }, el("button", { type: "button", onclick: () => create(go) }, "Create an account")),
    form, found,
  ];
}

export const contact = (value, isVerified) => value ? [value, isVerified ? "" : [" ", chip("not verified", "wait")]] : "–";

async function create(go) {
  const made = await act({
    title: "Create an account",
    explain: "Its contacts count as verified, on your word. It has no password; its owner sets one after an invitation, or signs in with a code.",
    fields: [
      field("E-mail", { name: "email", type: "email", autocomplete: "off" }),
      field("Phone", { name: "phone", type: "tel", autocomplete: "off", hint: "An e-mail address or a phone number is needed." }),
      field("Username", { name: "username", autocomplete: "off", autocapitalize: "none", spellcheck: "false" }),
      field("Name", { name: "name", autocomplete: "off" }),
      field("Language", { name: "locale", autocomplete: "off", hint: "Such as en or pt-BR." }),
      el("p", { class: "check" }, el("input", { type: "checkbox", id: "invite", name: "invite", value: "yes", checked: true }),
        el("label", { for: "invite" }, "Invite: send the link and code to set a first password")),
    ],
    confirm: "Create",
    said: "The account is there.",
    run: async ({ invite, ...values }) => {
      const { body } = await admin("POST", "users", { body: values });
      if (invite) await admin("POST", `users/${body.id}/invite`, { body: { reason: values.reason } });
      return body;
    },
  });
  if (made) go("person", { id: made.result.id });
}
