// Lists that are read page by page.

import { el, loading, nothing, table, trouble } from "./dom.js";

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

export { table };
