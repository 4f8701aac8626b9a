// Makes what the console shows. Texts become text nodes, and nothing here reads markup out of a text.

const SVG = "http://www.w3.org/2000/svg";

function dress(made, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" && "value" in made) made.value = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

/** Makes an element. `onclick` and the like are listeners, and every child that is no element becomes text. */
export const el = (tag, properties = {}, ...children) => dress(document.createElement(tag), properties, children);

/** Makes an element of a drawing. */
export const svg = (tag, properties = {}, ...children) => dress(document.createElementNS(SVG, tag), properties, children);

const told = document.getElementById("told");
let toldUntil = 0;

/** Says something to eyes and screen readers, for a while. */
export function announce(text) {
  told.textContent = text;
  clearTimeout(toldUntil);
  toldUntil = setTimeout(() => { told.textContent = ""; }, 6000);
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** How far off a time is, such as "5 minutes ago" or "in 2 days". */
export function fromNow(at) {
  const seconds = Math.round((new Date(at) - Date.now()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** A time in the reader's zone, how far off it is, and the exact time in UTC as its title. */
export function time(at) {
  if (!at) return "–";
  const date = new Date(at);
  return el("time", { datetime: at, title: date.toISOString().replace("T", " ").replace("Z", " UTC") },
    el("span", { class: "whole" }, exact.format(date)), " ", el("span", { class: "soft" }, fromNow(at)));
}

/** A duration such as PT1H30M in words. */
export function duration(iso) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? "");
  if (!parts) return iso ?? "–";
  const names = ["day", "hour", "minute", "second"];
  const said = parts.slice(1).map((count, place) => Number(count) ? `${Number(count)} ${names[place]}${Number(count) === 1 ? "" : "s"}` : "");
  return said.filter(Boolean).join(" ") || "0 seconds";
}

/** An id that one click copies. */
export function copyable(text, shown = text) {
  const label = el("code", { title: text }, shown);
  return el("span", { class: "id" }, label, el("button", {
    type: "button", class: "copy", "aria-label": "Copy " + text, title: "Copy",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text);
        announce("Copied");
      } catch {
        // Browsers lend the clipboard to pages of HTTPS and of this machine only.
        getSelection().selectAllChildren(label);
        announce("Marked. This browser leaves copying to you.");
      }
    },
  }, svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
    svg("path", { d: "M5 5V2.5h8.5V11H11M2.5 5H11v8.5H2.5z", fill: "none", stroke: "currentColor", "stroke-width": 1.4 }))));
}

/** The first part of an id, which copies as a whole. */
export const shortId = (id) => id ? copyable(id, id.length > 13 ? id.slice(0, 8) + "…" : id) : "–";

/** A word in a frame. The tone is one of good, wait, bad or plain, and the word says the same. */
export const chip = (word, tone = "plain") => el("span", { class: "chip " + tone }, word);

/** A name of the API in words: `sign_in_refused` becomes "Sign in refused". */
export function words(name) {
  const text = String(name ?? "").replace(/[_-]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names and their values. */
export const facts = (entries) => el("dl", { class: "facts" }, entries.filter(Boolean).map(([name, ...value]) =>
  el("div", {}, el("dt", {}, name), el("dd", {}, ...value))));

/**
 * A table that becomes cards where it is narrow. Its roles are named, since the narrow form takes them from the elements.
 * @param columns pairs of a heading and what makes a cell of a row
 */
export function table(caption, columns, rows) {
  const body = el("tbody", { role: "rowgroup" });
  body.add = (more) => body.append(...more.map((row) => el("tr", { role: "row" }, columns.map(([head, cell], place) =>
    el(place === 0 ? "th" : "td", place === 0 ? { role: "rowheader", scope: "row" } : { role: "cell", "data-head": head },
      el("div", {}, cell(row)))))));
  body.add(rows);
  const made = el("table", { role: "table" }, el("caption", {}, caption),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, columns.map(([head]) =>
      head ? el("th", { role: "columnheader", scope: "col" }, head) : el("td", { role: "cell" })))),
    body);
  made.add = body.add;
  return made;
}

/** What stands where a list is empty. */
export const nothing = (...text) => el("p", { class: "empty" }, ...text);

/** What stands where something could not be read. */
export const trouble = (problem, again) => el("div", { class: "notice bad", role: "alert" },
  el("p", {}, plain(problem)),
  again && el("button", { type: "button", onclick: again }, "Try again"));

/** What stands while something is read. */
export const loading = () => el("p", { class: "loading", "aria-busy": "true" }, "Loading …");

/** Puts parts into a place, instead of what was there. Parts that are nothing are left out. */
export const put = (place, ...parts) => place.replaceChildren(...parts.flat(Infinity).filter(Boolean));

/** Fills a place with what is read. Where that fails, it tells why, and can be tried again. */
export async function fill(place, read) {
  put(place, loading());
  try {
    put(place, await read());
  } catch (problem) {
    put(place, trouble(problem, () => fill(place, read)));
  }
}

const OBSTACLES = {
  "own-account": "This is your own account. Somebody else has to do it.",
  "last-administrator": "Nobody would be left who administers.",
  "not-active": "The account is not active.",
  "not-disabled": "The account is not disabled, or is being deleted.",
  "being-deleted": "The account is being deleted already.",
  "not-being-deleted": "The account is not being deleted.",
  "no-contact": "The account has no verified contact.",
  "contact-closed": "Nothing is sent to the account’s contact: its reader opted out, or it bounced or complained. Lift that first.",
};

const SAYINGS = {
  "forbidden": "Your role does not allow this.",
  "second-factor-needed": "Sign in by a password and a code for this.",
  "version-changed": "Somebody else changed this in the meantime. Nothing was done.",
  "version-needed": "The version that was read is needed. Nothing was done.",
  "not-found": "There is no such thing, or no longer.",
  "contact-taken": "The contact belongs to another account.",
  "username-taken": "The username is taken.",
};

/** A problem in plain words. */
export function plain(problem) {
  if (problem.obstacle) return OBSTACLES[problem.obstacle] ?? problem.message;
  if (problem.errors?.length) return problem.errors.map(({ field, reason }) => words(field) + " " + reason + ".").join(" ");
  return SAYINGS[problem.kind] ?? problem.detail ?? problem.message;
}

let fields = 0;

/**
 * A field with its label.
 * @param options pairs of a value and what it is called, for a choice
 */
export function field(label, { name, hint, options, rows, type = "text", ...more }) {
  const id = "field-" + (++fields);
  const described = hint ? { "aria-describedby": id + "-hint" } : {};
  const input = options
    ? el("select", { id, name, ...described }, options.map(([value, text]) =>
      el("option", { value, selected: value === more.value }, text)))
    : el(rows ? "textarea" : "input", { id, name, ...(rows ? { rows } : { type }), ...described, ...more });
  return el("div", { class: "field" }, el("label", { for: id }, label), input,
    hint && el("p", { class: "soft", id: id + "-hint" }, hint));
}

/** What a form holds, without what is empty. */
export const filled = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

/** A time of a local field as the API takes it. */
export const utc = (local) => local && new Date(local).toISOString();
