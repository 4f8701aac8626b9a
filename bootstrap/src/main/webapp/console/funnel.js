// What became of messages.

import { admin } from "./api.js";
import { chip, el, field, nothing, svg, table, time, words } from "./dom.js";

const WINDOWS = [["PT15M", "15 minutes"], ["PT1H", "hour"], ["PT6H", "6 hours"], ["PT24H", "24 hours"]];
const GROUPS = [["provider", "provider"], ["country", "country"], ["provider,country", "provider and country"], ["channel", "channel"], ["template", "text"]];
const PARTS = [["delivered", "delivered"], ["taken", "taken by the provider"], ["waiting", "not taken yet"], ["failed", "failed"]];
const percent = (rate) => rate === null || rate === undefined ? "–" : Math.round(rate * 100) + " %";
const named = (row) => [row.provider, row.country === "" ? "no country" : row.country, row.channel, row.template]
  .filter((part) => part !== null && part !== undefined && part !== "").join(", ") || "all";

export async function show({ memory, again }) {
  memory.window ??= "PT1H";
  memory.by ??= "provider,country";
  const { body } = await admin("GET", "funnel", { query: memory });
  const form = el("form", { class: "sieve", onsubmit: (event) => {
    event.preventDefault();
    Object.assign(memory, Object.fromEntries(new FormData(form)));
    again();
  } },
  field("The last", { name: "window", value: memory.window, options: WINDOWS }),
  field("By", { name: "by", value: memory.by, options: GROUPS }),
  el("div", { class: "buttons" }, el("button", { type: "submit", class: "main" }, "Show")));
  return [
    form,
    el("p", { class: "soft" }, "From ", time(body.from), " to ", time(body.until), "."),
    body.rows.length === 0 ? nothing("No message was asked for in this time.") : [
      el("h2", {}, "Messages"), chart(body.rows),
      table("What became of messages", [
        ["Group", named],
        ["Asked for", (row) => String(row.requested)],
        ["Taken", (row) => String(row.accepted)],
        ["Delivered", (row) => String(row.delivered)],
        ["Failed", (row) => String(row.failed)],
        ["Code entered", (row) => String(row.verified)],
        ["Delivery rate", (row) => percent(row.deliveryRate)],
        ["Conversion", (row) => percent(row.conversionRate)],
        ["Cost", (row) => row.cost ? row.cost.amount + " " + row.cost.currency : "–"],
      ], body.rows),
    ],
    el("h2", {}, "Providers"),
    body.providers.length === 0 ? nothing("No provider is set up.") : table("State of providers", [
      ["Provider", (one) => one.provider],
      ["State", (one) => chip(words(one.state), one.share >= 1 ? "good" : one.share > 0 ? "wait" : "bad")],
      ["Share of messages it may get", (one) => percent(one.share)],
      ["Countries with less", (one) => Object.entries(one.countries).map(([country, share]) => country + " " + percent(share)).join(", ") || "–"],
    ], body.providers),
  ];
}

function parts(row) {
  const delivered = Math.min(row.delivered, row.requested);
  const failed = Math.min(row.failed, row.requested - delivered);
  const taken = Math.max(0, Math.min(row.accepted, row.requested - failed) - delivered);
  return { delivered, taken, failed, waiting: Math.max(0, row.requested - delivered - taken - failed) };
}

/** A bar for each group. The table below says the same in numbers. */
function chart(rows) {
  const most = Math.max(...rows.map((row) => row.requested), 1);
  const drawing = svg("svg", { class: "chart", role: "img", "aria-label": "Bars of what became of messages. The table below has the numbers.", width: "100%", height: rows.length * 46 });
  rows.forEach((row, place) => {
    const y = place * 46;
    drawing.append(svg("text", { x: 0, y: y + 14 }, named(row)), svg("text", { x: "100%", y: y + 14, "text-anchor": "end", class: "number" }, String(row.requested)));
    let x = 0;
    const counts = parts(row);
    for (const [part, says] of PARTS) {
      const width = counts[part] / most * 100;
      if (width > 0) {
        drawing.append(svg("rect", { x: x + "%", y: y + 20, width: width + "%", height: 16, class: part },
          svg("title", {}, `${named(row)}: ${counts[part]} ${says}`)));
      }
      x += width;
    }
  });
  return el("figure", {}, drawing, el("figcaption", {}, el("ul", { class: "legend" },
    PARTS.map(([part, says]) => el("li", { class: part }, words(says))))));
}
