// What operators block and except, and what providers closed.

import { admin } from "./api.js";
import { who } from "./audit.js";
import { act } from "./dialogs.js";
import { chip, el, field, table, time, utc, words } from "./dom.js";
import { page, pages, sieve } from "./lists.js";
import { may, worn } from "./roles.js";

const KINDS = [["contact", "one contact"], ["prefix", "phone numbers that begin with"], ["domain", "e-mail domain"], ["network", "network"]];
const LENGTHS = [[1, "an hour"], [24, "a day"], [168, "a week"], [720, "30 days"], [2160, "90 days"], [8760, "a year"]];
const mayTouch = (listing) => listing.kind === "contact" || worn().includes("admin");

export function list({ memory }) {
  const read = async (cursor) => {
    const contact = memory.contact;
    const [{ rows, next }, closed] = await Promise.all([
      page("blocks", { ...memory, cursor }),
      contact && !cursor ? suppressions(contact) : [],
    ]);
    return { rows: [...closed, ...rows], next };
  };
  const found = pages({
    empty: "Nothing is listed.", read,
    draw: (rows) => coverTable(rows, memory.contact, () => found.fill()),
  });
  const form = sieve([
    field("E-mail or phone", { name: "contact", type: "search", value: memory.contact, autocomplete: "off",
      hint: "Shows what covers it, and what providers closed to it." }),
    field("Network address", { name: "address", value: memory.address, autocomplete: "off" }),
    field("Effect", { name: "effect", value: memory.effect ?? "", options: [["", "any"], ["block", "blocks"], ["allow", "exceptions"]] }),
    field("Kind", { name: "kind", value: memory.kind ?? "", options: [["", "any"], ...KINDS] }),
  ], memory, found.fill);
  found.fill();
  return [
    may("add-listing") && el("div", { class: "buttons" }, el("button", { type: "button", onclick: async () => {
      if (await add(memory.contact)) found.fill();
    } }, "Block or except")),
    form, found,
  ];
}

/** What providers closed to a contact. */
export async function suppressions(contact) {
  const { body } = await admin("GET", "suppressions", { query: { contact } });
  return body.suppressions.map((one) => ({ ...one, closed: true }));
}

/** What covers a contact, or is listed: blocks, exceptions and what providers closed. */
export const coverTable = (rows, contact, changed) => table("Blocks, exceptions and what providers closed", [
  ["Effect", (row) => row.closed ? chip("closed by provider", "bad") : chip(row.effect === "block" ? "block" : "exception", row.effect === "block" ? "bad" : "good")],
  ["Of", (row) => row.closed ? words(row.channel)
    : [el("div", { class: "soft" }, KINDS.find(([kind]) => kind === row.kind)?.[1] ?? row.kind), row.target]],
  ["Reason", (row) => row.closed ? `${words(row.cause)}: ${row.reason} (${row.provider})` : row.reason],
  ["By", (row) => row.closed ? row.provider : who(row.madeBy)],
  ["Since", (row) => time(row.closed ? row.since : row.madeAt)],
  ["Until", (row) => row.closed ? "lifted" : time(row.endsAt)],
  ["", (row) => row.closed
    ? may("lift-suppressions") && el("button", { type: "button", onclick: async () => { if (await reopen(contact)) changed(); } }, "Lift")
    : may("lift-listing") && mayTouch(row) && el("button", { type: "button", onclick: async () => { if (await lift(row)) changed(); } }, "Lift")],
], rows);

const lift = (listing) => act({
  title: "Lift the " + (listing.effect === "block" ? "block" : "exception"),
  explain: `It counts on every node within a second. What is lifted: ${listing.kind} ${listing.target}.`,
  confirm: "Lift", said: "It is lifted.",
  run: ({ reason }) => admin("POST", `blocks/${listing.id}/lift`, { body: { reason } }),
});

const reopen = (contact) => act({
  title: "Send to this contact again",
  explain: "All channels that providers closed to it are opened. Do this when its owner asks for it; where a provider keeps a list of its own, the owner has to leave that one, too.",
  confirm: "Lift", said: "Messages go there again.",
  run: ({ reason }) => admin("POST", "suppressions/lift", { body: { contact, reason } }),
});

const add = (contact) => {
  const kinds = worn().includes("admin") ? KINDS : KINDS.slice(0, 1);
  return act({
    title: "Block or except",
    explain: "A blocked contact gets no codes, and a blocked network is refused wherever limits count it. An exception wins over blocks.",
    fields: [
      field("Effect", { name: "effect", value: "block", options: [["block", "block"], ["allow", "except from blocks"]] }),
      field("Kind", { name: "kind", value: "contact", options: kinds }),
      field("What", { name: "target", value: contact, required: true, autocomplete: "off", hint: "An e-mail address, a phone number, a prefix such as +88216, a domain, or a network such as 192.0.2.0/24." }),
      field("For", { name: "hours", value: 24, options: [...LENGTHS, ["", "until a time"]] }),
      field("Until", { name: "until", type: "datetime-local", hint: "Counts when “until a time” is chosen." }),
    ],
    confirm: "Put up", said: "It counts from now on.",
    run: ({ hours, until, ...values }) => admin("POST", "blocks", { body: {
      ...values, endsAt: hours ? new Date(Date.now() + hours * 3600000).toISOString() : utc(until) } }),
  });
};
