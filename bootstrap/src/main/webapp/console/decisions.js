// Why something was refused, locked or sent.

import { admin } from "./api.js";
import { chip, copyable, duration, el, facts, field, fromNow, nothing, shortId, table, time, words } from "./dom.js";
import { page, pages, sieve, span } from "./lists.js";

const TONES = { refused: "bad", locked: "bad", sent: "good" };
const VERDICTS = { passed: "good", held: "wait", withheld: "wait" };

/** What was asked for; where that was not known yet, the route. */
export const asked = (decision) => decision.deed ? words(decision.deed) : decision.route ?? "Unknown route";
export const outcome = (decision) => chip(isWithheld(decision) ? "withheld" : decision.outcome, TONES[decision.outcome]);

/** What decided, in a sentence. */
export function because(decision) {
  const rule = decision.rules.find(({ rule: name }) => name === decision.winner);
  const seen = Number.isInteger(rule?.seen) && Number.isInteger(rule.limit)
    ? `: ${rule.seen} of ${rule.limit}${rule.window ? " in " + duration(rule.window) : ""}` : "";
  const until = rule?.until ? ", over " + fromNow(rule.until) : "";
  return words(decision.winner) + seen + until + (rule?.note ? ` (${rule.note})` : "");
}

export function list({ memory, go }) {
  const found = pages({
    empty: "No decision is found.",
    read: (cursor) => page("decisions", { ...memory, cursor }),
    draw: (rows) => table("Decisions, newest first", [
      ["Decision", (decision) => el("a", { href: "#/decision/" + decision.id }, asked(decision))],
      ["Outcome", (decision) => [outcome(decision), decision.problem ? " " + words(decision.problem).toLowerCase() : ""]],
      ["Because", because],
      ["Door", (decision) => decision.door],
      ["Network", (decision) => decision.network ?? "–"],
      ["When", (decision) => time(decision.at)],
    ], rows),
  });
  const form = sieve([
    field("E-mail or phone", { name: "contact", type: "search", value: memory.contact, autocomplete: "off" }),
    field("Account (id)", { name: "user", value: memory.user, autocomplete: "off" }),
    field("Outcome", { name: "outcome", value: memory.outcome ?? "", options: [["", "any"], ["refused", "refused"], ["locked", "locked"], ["sent", "sent"]] }),
    span(memory),
  ], memory, found.fill);
  const byId = el("form", { class: "sieve", role: "search", "aria-label": "By id", onsubmit: (event) => {
    event.preventDefault();
    const id = new FormData(byId).get("id").trim();
    if (id) go("decision", { id });
  } }, field("Id of a decision", { name: "id", autocomplete: "off", hint: "A refusal has it as “decision”, and in its header Latchkey-Decision." }),
  el("div", { class: "buttons" }, el("button", { type: "submit" }, "Open")));
  found.fill();
  return [byId, form, found];
}

export async function show({ id, heading }) {
  const { body } = await admin("GET", "decisions/" + encodeURIComponent(id));
  heading.textContent = asked(body);
  return [el("p", {}, el("a", { href: "#/decisions" }, "All decisions")), whole(body)];
}

/** Whether nothing was sent, and the caller was not told. Faces word other refusals as answers of 2xx, too. */
const isWithheld = ({ winner, rules }) => rules.some(({ rule, verdict }) => rule === winner && verdict === "withheld");

/** All that a decision tells. */
export const whole = (decision) => [
  facts([
    ["Outcome", outcome(decision), decision.problem ? " " + words(decision.problem) + (decision.status ? ` (${decision.status})` : "") : ""],
    ["Because", because(decision)],
    ["When", time(decision.at)],
    isWithheld(decision) && ["Told", "The caller was answered as ever, so that nobody learns of accounts."],
    ["Door", decision.door],
    decision.route && ["Route", el("code", {}, decision.route)],
    decision.network && ["Network", decision.network],
    decision.user && ["Account", el("a", { href: "#/person/" + decision.user }, "Open"), " ", shortId(decision.user)],
    decision.message && ["Message", el("a", { href: "#/message/" + decision.message }, "Open"), " ", shortId(decision.message)],
    ["Id", copyable(decision.id)],
  ]),
  decision.rules.length ? ruleTable(decision) : nothing("No rule was asked."),
];

const ruleTable = (decision) => table("Rules that were asked, in their order", [
  ["Rule", ({ rule }) => [words(rule), rule === decision.winner ? [" ", chip("decided", "wait")] : ""]],
  ["Verdict", ({ verdict }) => chip(verdict, VERDICTS[verdict] ?? "bad")],
  ["Seen", ({ seen }) => seen ?? "–"],
  ["Limit", ({ limit }) => limit ?? "–"],
  ["In", ({ window: length }) => length ? duration(length) : "–"],
  ["Until", ({ until }) => time(until)],
  ["Note", ({ note }) => note ?? "–"],
], decision.rules);
