// The programs that act for accounts with API credentials, and the APIs that are served.

import { admin, apiPath } from "./api.js";
import { act } from "./dialogs.js";
import { chip, copyable, el, field, fill, table, time, utc } from "./dom.js";
import { page, pages, sieve } from "./lists.js";
import { administers, may, worn } from "./roles.js";

export function list({ memory }) {
  const found = pages({
    empty: "No application matches.",
    read: (cursor) => page("applications", { ...memory, unusedSince: utc(memory.unusedSince), cursor }),
    draw: (rows) => table("Programs that act for accounts", [
      ["Name", ({ credential }) => named(credential)],
      ["State", (row) => [state(row), row.credential.expiresAt && el("div", {}, time(row.credential.expiresAt))]],
      ["Account", ({ owner, credential }) => [
        el("a", { href: "#/person/" + owner.id }, owner.login ?? "Nameless account"),
        el("div", { class: "soft" }, credential.roles.join(", ") || "all of the account")]],
      ["Last used", ({ credential }) => time(credential.lastUsedAt)],
      ["Made", ({ credential }) => time(credential.createdAt)],
      ["", (row) => isReachable(row) && may("revoke-credential") && el("button", { type: "button", class: "danger", onclick: async () => {
        if (await revoke(row)) found.fill();
      } }, "Revoke")],
    ], rows),
  });
  const form = sieve([
    field("State", { name: "state", value: memory.state ?? "", options: [["", "any"], ["live", "live"], ["expired", "expired"]] }),
    field("Not used since", { name: "unusedSince", type: "datetime-local", value: memory.unusedSince }),
    field("Account (id)", { name: "user", value: memory.user, autocomplete: "off" }),
    field("Key", { name: "key", value: memory.key, autocomplete: "off", autocapitalize: "none", spellcheck: "false", hint: "Whole, and without the secret." }),
  ], memory, found.fill);
  found.fill();
  return [form, found, may("read-settings") && apis()];
}

/** What its owner calls a credential, and its key. */
export const named = (credential) => [credential.name, el("div", { class: "soft" }, copyable(credential.key))];

/** Helpers reach nobody who administers; the server says so, and here no button promises it. */
const isReachable = ({ owner }) => worn().includes("admin") || !administers(owner.roles);

const state = ({ state: own, owner }) => owner.status === "active"
  ? chip(own, own === "live" ? "good" : "bad")
  : [chip(own, "plain"), " ", chip("account " + owner.status, "bad")];

const revoke = ({ credential, owner }) => act({
  title: "Revoke this credential",
  explain: `Programs that use it are refused from now on: ${credential.name}, ${credential.key}.`,
  confirm: "Revoke", danger: true, said: "The credential is revoked.",
  run: ({ reason }) => admin("POST", `users/${owner.id}/credentials/${credential.id}/revoke`, { body: { reason } }),
});

const FACE = /^latchkey\.faces\.([a-z-]+)\.enabled$/;

/** The native API and the faces, as the configuration in force has them. */
function apis() {
  const place = el("div", {});
  fill(place, async () => {
    const { body: { settings } } = await admin("GET", "settings");
    const value = (wanted) => settings.find(({ key }) => key === wanted)?.value;
    const faces = settings.map(({ key }) => FACE.exec(key)?.[1]).filter(Boolean);
    return table("APIs that apps and programs may call", [
      ["API", ({ name }) => name],
      ["State", ({ isServed }) => isServed ? chip("served", "good") : chip("switched off")],
      ["Paths begin with", ({ begin }) => el("code", {}, begin)],
    ], [{ name: "native", isServed: true, begin: apiPath }, ...faces.map((name) => ({
      name, isServed: value(`latchkey.faces.${name}.enabled`) === "true", begin: value(`latchkey.faces.${name}.path-prefix`) || "/",
    }))]);
  });
  return el("section", {}, el("h2", {}, "APIs"), place);
}
