// The audit trail.

import { admin } from "./api.js";
import { announce, el, field, plain, shortId, table, time, words } from "./dom.js";
import { page, pages, sieve, sought, span } from "./lists.js";
import { may } from "./roles.js";

export function list({ memory }) {
  const found = pages({
    empty: "No entry matches.",
    read: (cursor) => page("audit", { ...memory, cursor }, "entries"),
    draw: (rows) => table("Audit entries, newest first", [
      ["Event", happened],
      ["When", (entry) => time(entry.at)],
      ["Person", (entry) => who(entry.person)],
      ["Actor", (entry) => who(entry.actor)],
      ["Details", details],
      ["Number", (entry) => String(entry.number)],
    ], rows),
  });
  const form = sieve([
    field("Person (id)", { name: "person", value: memory.person, autocomplete: "off" }),
    field("Actor (id)", { name: "actor", value: memory.actor, autocomplete: "off" }),
    field("Event", { name: "event", value: memory.event, autocomplete: "off", hint: "Such as administered or sign_in_refused." }),
    span(memory),
  ], memory, found.fill);
  found.fill();
  const verdict = el("p", { class: "notice", role: "status", hidden: true });
  return [
    el("div", { class: "buttons" },
      may("verify-audit") && el("button", { type: "button", onclick: async (event) => {
        const button = event.currentTarget;
        button.disabled = true;
        verdict.hidden = false;
        verdict.className = "notice";
        verdict.textContent = "Walking the chain …";
        try {
          const { body } = await admin("GET", "audit/verdict");
          verdict.className = "notice " + (body.intact ? "good" : "bad");
          verdict.textContent = body.intact
            ? `Nobody altered it: ${body.entries} entries and ${body.checkpoints} signed checkpoints are as they were.`
            : `Entry ${body.number} is ${body.fault}. Something changed the store.`;
        } catch (problem) {
          verdict.className = "notice bad";
          verdict.textContent = plain(problem);
        }
        button.disabled = false;
      } }, "Look whether it was altered"),
      may("export-audit") && el("button", { type: "button", onclick: async () => {
        try {
          const { body } = await admin("GET", "audit/export", { query: sought(memory) });
          save("audit.ndjson", body ?? "", "application/x-ndjson");
        } catch (problem) {
          announce(plain(problem));
        }
      } }, "Export what matches")),
    verdict, form, found,
  ];
}

const UUID = /^[0-9a-f-]{36}$/;
/** An account by its id, or whoever else acted. */
export const who = (id) => !id ? "–" : UUID.test(id) ? [el("a", { href: "#/person/" + id }, "Account"), " ", shortId(id)] : id;

/** What happened, in words. */
export const happened = (entry) => words(entry.event) + (entry.details.deed ? ": " + words(entry.details.deed).toLowerCase() : "");

/** What else an entry tells. */
export const details = (entry) => el("dl", { class: "details" }, Object.entries(entry.details)
  .filter(([name]) => !["user", "actor", "deed"].includes(name))
  .map(([name, value]) => el("div", {}, el("dt", {}, words(name)), el("dd", {}, value))));

/** Lets the browser keep a text as a file. */
export function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce("The file is made.");
}
