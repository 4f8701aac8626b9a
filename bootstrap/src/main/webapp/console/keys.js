// The keys that sign tokens.

import { admin } from "./api.js";
import { act } from "./dialogs.js";
import { chip, copyable, el, table, time } from "./dom.js";
import { may } from "./roles.js";

export async function list({ again }) {
  const { body: { keys } } = await admin("GET", "keys");
  return [
    el("p", { class: "soft" }, "Verifiers find each key from a day before it signs until its last token ends. API credentials of programs are listed under ", el("a", { href: "#/applications" }, "Applications"), "."),
    may("rotate-keys") && el("div", { class: "buttons" }, el("button", { type: "button", onclick: async () => {
      const done = await act({
        title: "Make the next key",
        explain: "It is published first and signs later, so that no token is refused. While there is a key that does not sign yet, no other is made.",
        confirm: "Make the key", said: "The next key is there.",
        run: ({ reason }) => admin("POST", "keys/rotate", { body: { reason } }),
      });
      if (done) again();
    } }, "Make the next key")),
    table("Keys that sign tokens", [
      ["Key", (key) => copyable(key.id)],
      ["State", (key) => key.signs ? chip("signs now", "good") : new Date(key.signsFrom) > Date.now() ? chip("signs later", "wait") : chip("only verifies")],
      ["Signs from", (key) => time(key.signsFrom)],
      ["Published until", (key) => time(key.publishedUntil)],
    ], keys),
  ];
}
