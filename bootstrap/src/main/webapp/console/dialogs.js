// Questions in front of the page. They keep the page as it is, and give the focus back.

import { enterCode, sendCodeAgain, signIn } from "./api.js";
import { announce, el, field, filled, plain } from "./dom.js";

let count = 0;

/**
 * Opens a dialogue.
 * @param fill given a function that closes it with a value; returns what it holds
 * @return the value; null when the person closed it
 */
export function open(title, fill) {
  return new Promise((answer) => {
    const id = "dialogue-" + (++count);
    const dialogue = el("dialog", { "aria-labelledby": id });
    let value = null;
    const close = (result) => { value = result; dialogue.close(); };
    dialogue.append(el("h2", { id }, title), ...[fill(close)].flat());
    dialogue.addEventListener("close", () => { dialogue.remove(); answer(value); });
    document.body.append(dialogue);
    dialogue.showModal();
  });
}

/** A form that tells what went wrong in its own place, and waits while something is done. */
export function form({ fields, done, confirm, danger, cancel }) {
  const alert = el("p", { class: "notice bad", role: "alert", hidden: true });
  const button = el("button", { type: "submit", class: danger ? "danger" : "main" }, confirm);
  const made = el("form", { novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    alert.hidden = true;
    const missing = [...made.elements].find((input) => input.willValidate && !input.checkValidity());
    if (missing) {
      alert.textContent = (missing.labels?.[0]?.textContent ?? "A field") + ": " + missing.validationMessage;
      alert.hidden = false;
      missing.focus();
      return;
    }
    button.disabled = true;
    made.setAttribute("aria-busy", "true");
    try {
      await done(filled(made), made);
    } catch (problem) {
      alert.textContent = plain(problem);
      alert.hidden = false;
    } finally {
      button.disabled = false;
      made.removeAttribute("aria-busy");
    }
  } }, fields, alert, el("div", { class: "buttons" }, button, cancel && el("button", { type: "button", onclick: cancel }, "Cancel")));
  return made;
}

const reasonField = () => field("Reason", {
  name: "reason", required: true, rows: 2, maxlength: 200, autocomplete: "off",
  hint: "It stays in the audit trail, with your name. Write no contact into it.",
});

/**
 * Asks for what a deed needs and its reason, and does it.
 * @param run given what was filled in
 * @return what it returned; null when the person went back
 */
export function act({ title, explain, fields = [], confirm, danger = false, said, run }) {
  return open(title, (close) => [
    explain && el("p", { class: "soft" }, explain),
    form({
      fields: [...fields, reasonField()], confirm: confirm ?? title, danger, cancel: () => close(null),
      done: async (values, made) => {
        const result = await run(values, made);
        if (!result?.overtaken) announce(said ?? "Done: " + title);
        close({ result });
      },
    }),
  ]);
}

/**
 * The two steps of signing in.
 * @param done called once both are done
 * @param login who it was before; the field is filled with it
 */
export function signInSteps({ done, login = "", cancel }) {
  const place = el("div", { class: "steps" });
  const first = () => place.replaceChildren(form({
    confirm: "Sign in", cancel,
    fields: [
      field("Username, e-mail or phone", { name: "login", value: login, autocomplete: "username", required: true, autocapitalize: "none", spellcheck: "false" }),
      field("Password", { name: "password", type: "password", autocomplete: "current-password", required: true }),
    ],
    done: async (_, made) => {
      const next = await signIn(made.elements.login.value.trim(), made.elements.password.value);
      if (next) second(next); else await done();
    },
  }));
  const second = ({ otpId, channel, destination, method }) => {
    const where = method ? "Enter the code that your " + method + " shows."
      : "A code is on its way" + (channel ? " by " + (channel === "sms" ? "SMS" : channel) : "") + (destination ? " to " + destination : "") + ".";
    place.replaceChildren(el("p", { role: "status" }, where), form({
      confirm: "Go on", cancel: cancel ?? first,
      fields: [field("Code", { name: "code", autocomplete: "one-time-code", inputmode: "numeric", required: true })],
      done: async ({ code }) => {
        await enterCode(otpId, code);
        await done();
      },
    }), method ? "" : el("button", { type: "button", class: "quiet", onclick: async () => {
      try {
        await sendCodeAgain(otpId);
        announce("The code was sent again.");
      } catch (problem) {
        announce(plain(problem));
      }
    } }, "Send the code again"));
    place.querySelector("input").focus();
  };
  first();
  return place;
}
