// The configuration in force.

import { admin } from "./api.js";
import { chip, el, field, nothing, table } from "./dom.js";

export async function list() {
  const { body: { settings, lowered } } = await admin("GET", "settings");
  const place = el("div", {});
  const part = field("Part of a key", { name: "part", type: "search", autocomplete: "off" });
  const only = el("p", { class: "check" }, el("input", { type: "checkbox", id: "changed", checked: true }),
    el("label", { for: "changed" }, "Only what an operator set"));
  const sift = () => {
    const text = part.querySelector("input").value.trim().toLowerCase();
    const rows = settings.filter(({ key, changed }) => key.includes(text) && (changed || !only.querySelector("input").checked));
    place.replaceChildren(rows.length ? table(`Settings: ${rows.length} of ${settings.length}`, [
      ["Key", ({ key }) => el("code", {}, key)],
      ["Value", ({ value }) => value === null ? el("span", { class: "soft" }, "none, or not shown") : value === "" ? el("span", { class: "soft" }, "empty") : el("code", {}, value)],
      ["Set", ({ changed }) => changed ? chip("by an operator", "wait") : "default"],
    ], rows) : nothing("No setting matches."));
  };
  const form = el("form", { class: "sieve", role: "search", onsubmit: (event) => event.preventDefault(), oninput: sift }, part, only);
  sift();
  return [
    el("h2", {}, "Lowered protections"),
    lowered.length ? table("Settings that protect less than they could", [
      ["Key", ({ key }) => el("code", {}, key)],
      ["Value", ({ value }) => el("code", {}, value)],
      ["What it allows", ({ effect }) => effect],
    ], lowered) : nothing("No setting lowers a protection."),
    el("h2", {}, "All settings"),
    el("p", { class: "soft" }, "Secrets are never shown."),
    form, place,
  ];
}
