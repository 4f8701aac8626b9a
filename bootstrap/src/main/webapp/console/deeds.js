// What can be done to one person.

import { admin } from "./api.js";
import { save } from "./audit.js";
import { act, form, open } from "./dialogs.js";
import { el, field, words } from "./dom.js";
import { may } from "./roles.js";

/** The acts that the role and the account allow. */
export function acts(own) {
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
export async function doing({ path, etag, again }, question, deed, method = "POST") {
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
