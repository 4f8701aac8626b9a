// Lists that are read page by page.

import { admin } from "./api.js";
import { el, field, loading, nothing, trouble, utc } from "./dom.js";

/**
 * A list with the form that sifts it.
 * @param form what it looks for is in it; submitting it reads anew
 * @param read given the cursor; returns the rows and the next cursor
 * @param draw given the rows; returns a table with a function `add`
 */
export function pages({ read, draw, empty }) {
  const place = el("div", { class: "list" });
  let turn = 0;
  const fill = async () => {
    const own = ++turn;
    place.replaceChildren(loading());
    try {
      const { rows, next } = await read();
      if (own !== turn) return;
      if (rows.length === 0) {
        place.replaceChildren(nothing(empty));
        return;
      }
      const made = draw(rows);
      place.replaceChildren(made);
      follow(made, next, own);
    } catch (problem) {
      if (own === turn) place.replaceChildren(trouble(problem, fill));
    }
  };
  const follow = (made, next, own) => {
    if (!next) return;
    const more = el("button", { type: "button", class: "more", onclick: async () => {
      more.disabled = true;
      try {
        const page = await read(next);
        if (own !== turn) return;
        const before = made.tBodies[0].rows.length;
        made.add(page.rows);
        more.remove();
        follow(made, page.next, own);
        const first = made.tBodies[0].rows[before]?.cells[0];
        first?.setAttribute("tabindex", "-1");
        first?.focus();
      } catch (problem) {
        more.disabled = false;
        place.append(trouble(problem));
      }
    } }, "Show more");
    place.append(more);
  };
  place.fill = fill;
  return place;
}

/** What is looked for as the API takes it. Its `from` and `before` are times of local fields. */
export const sought = ({ from, before, ...looking }) => ({ ...looking, from: utc(from), before: utc(before) });

/** Reads a page of a list of the API. The rows have the name of its path in the answer, where no other is given. */
export async function page(path, looking, name = path) {
  const { body } = await admin("GET", path, { query: sought(looking) });
  return { rows: body[name], next: body.next };
}

/** The fields for a span of time. */
export const span = ({ from, before }, [first, last] = ["From", "Before"]) => [
  field(first, { name: "from", type: "datetime-local", value: from }),
  field(last, { name: "before", type: "datetime-local", value: before }),
];

/** A form that sifts a list as it is sent. What it holds is remembered until the person signs out. */
export function sieve(fields, memory, fill) {
  const made = el("form", { class: "sieve", role: "search", onsubmit: (event) => {
    event.preventDefault();
    for (const key of Object.keys(memory)) delete memory[key];
    for (const [name, value] of new FormData(made)) if (value.trim()) memory[name] = value.trim();
    fill();
  } }, fields, el("div", { class: "buttons" }, el("button", { type: "submit", class: "main" }, "Find"),
    el("button", { type: "button", onclick: () => {
      for (const input of made.elements) if (input.name) input.value = input.tagName === "SELECT" ? input.options[0].value : "";
      made.requestSubmit();
    } }, "Clear")));
  return made;
}
