// The outbox, and what became of each message.

import { admin } from "./api.js";
import { chip, copyable, el, facts, field, nothing, table, time, words } from "./dom.js";
import { page, pages, sieve, span } from "./lists.js";

const TONES = { delivered: "good", accepted: "good", queued: "wait", sending: "wait", failed: "bad" };
export const state = (message) => chip(message.state, TONES[message.state]);
export const what = (message) => message.purpose ? "Code for " + words(message.purpose).toLowerCase() : words(message.kind);
const OUTCOMES = { accepted: "good", delivered: "good" };

export function list({ memory }) {
  const found = pages({
    empty: "No message matches.",
    read: (cursor) => page("messages", { ...memory, cursor }),
    draw: (rows) => table("Messages", [
      ["Message", (message) => el("a", { href: "#/message/" + message.id }, what(message))],
      ["To", (message) => message.contact],
      ["State", (message) => [state(message), message.decoy && [" ", chip("decoy")]]],
      ["Provider", (message) => message.provider ?? "–"],
      ["What failed", (message) => message.failure ?? "–"],
      ["Promised", (message) => time(message.createdAt)],
    ], rows),
  });
  const form = sieve([
    field("E-mail or phone", { name: "contact", type: "search", value: memory.contact, autocomplete: "off" }),
    field("State", { name: "state", value: memory.state ?? "", options: [["", "any"], ...["queued", "sending", "accepted", "delivered", "failed"].map((each) => [each, each])] }),
    field("Provider", { name: "provider", value: memory.provider, autocomplete: "off" }),
    span(memory),
  ], memory, found.fill);
  found.fill();
  return [form, found];
}

export async function show({ id, heading }) {
  const { body: { message, calls } } = await admin("GET", "messages/" + encodeURIComponent(id));
  heading.textContent = what(message);
  return [
    el("p", {}, el("a", { href: "#/messages" }, "All messages")),
    facts([
      ["State", state(message)],
      ["To", message.contact],
      message.decoy && ["Decoy", "It only looks like a message, so that nobody learns of accounts."],
      message.failure && ["What failed", message.failure],
      ["Provider", message.provider ?? "–"],
      ["Attempts", String(message.attempts)],
      ["Promised", time(message.createdAt)],
      ["Given up after", time(message.deadline)],
      message.nextAttemptAt && ["Next attempt", time(message.nextAttemptAt)],
      ["Id", copyable(message.id)],
      message.challenge && ["Challenge", copyable(message.challenge)],
    ]),
    el("h2", {}, "Calls to providers"),
    calls.length ? callTable(calls) : nothing("No provider was asked."),
  ];
}

export const callTable = (calls) => table("Calls to providers, oldest first", [
  ["Provider", (call) => call.provider],
  ["Channel", (call) => call.channel + (call.country ? ", " + call.country : "")],
  ["Outcome", (call) => [chip(call.outcome, OUTCOMES[call.outcome] ?? "bad"), call.reason ? " " + call.reason : ""]],
  ["Asked", (call) => time(call.startedAt)],
  ["Took", (call) => call.tookMillis + " ms"],
  ["Receipt", (call) => call.receipt ? [chip(call.receipt, call.receipt === "delivered" ? "good" : "bad"), " ", time(call.receiptAt)] : "–"],
], calls);
