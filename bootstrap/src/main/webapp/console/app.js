// The frame of the console: who is signed in, where they are, and what they may go to.

import { call, forgetTokens, isShared, isSignedIn, onSignInNeeded, refresh, signOut } from "./api.js";
import { form, open, signInSteps } from "./dialogs.js";
import { announce, el, field, loading, put, trouble } from "./dom.js";
import { IDLE_MINUTES, forget, isIdle, isKnown, onForgotten, touch } from "./idle.js";
import { administers, may, wear, worn } from "./roles.js";
import * as applications from "./applications.js";
import * as audit from "./audit.js";
import * as blocks from "./blocks.js";
import * as decisions from "./decisions.js";
import * as funnel from "./funnel.js";
import * as keys from "./keys.js";
import * as messages from "./messages.js";
import * as people from "./people.js";
import * as person from "./person.js";
import * as settings from "./settings.js";

const VIEWS = {
  people: { title: "People", needs: "find-users", show: people.list },
  person: { title: "Person", needs: "read-user", show: person.show },
  applications: { title: "Applications", needs: "find-applications", show: applications.list },
  blocks: { title: "Blocks", needs: "find-listings", show: blocks.list },
  messages: { title: "Messages", needs: "find-messages", show: messages.list },
  message: { title: "Message", needs: "read-message", show: messages.show },
  funnel: { title: "Funnel", needs: "read-funnel", show: funnel.show },
  decisions: { title: "Decisions", needs: "find-decisions", show: decisions.list },
  decision: { title: "Decision", needs: "read-decision", show: decisions.show },
  audit: { title: "Audit", needs: "read-audit", show: audit.list },
  keys: { title: "Keys", needs: "find-keys", show: keys.list },
  settings: { title: "Configuration", needs: "read-settings", show: settings.list },
};
const LISTED = ["people", "applications", "blocks", "messages", "funnel", "decisions", "audit", "keys", "settings"];

const content = document.getElementById("content");
const navigation = document.getElementById("navigation");
const top = document.getElementById("top");
const menu = document.getElementById("menu");

/** What was looked for in each view, so that the way back leads to it. It holds contacts, so it is in no address. */
const memory = new Map();
let me = null;
let turn = 0;

const name = () => me.username ?? me.email ?? me.phone ?? me.id;

function where() {
  try {
    const [view, id] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
    if (Object.hasOwn(VIEWS, view)) return { view, id };
  } catch {
    // An address that nobody made here leads to the first page.
  }
  return { view: "people" };
}

function frame() {
  const { view } = where();
  navigation.replaceChildren(el("ul", {}, LISTED.filter((each) => may(VIEWS[each].needs)).map((each) =>
    el("li", {}, el("a", { href: "#/" + each, "aria-current": each === view || each === PARENT[view] ? "page" : null }, VIEWS[each].title)))));
  navigation.hidden = false;
  menu.hidden = false;
  fold();
  document.getElementById("account")?.remove();
  top.append(el("div", { id: "account", class: "whoami" },
    el("span", {}, el("span", { class: "who" }, name()), " ", el("span", { class: "soft" }, worn().join(", "))),
    el("button", { type: "button", onclick: () => leave("You are signed out.") }, "Sign out")));
}

const PARENT = { person: "people", message: "messages", decision: "decisions" };

function fold(isOpen = false) {
  navigation.classList.toggle("open", isOpen);
  menu.setAttribute("aria-expanded", String(isOpen));
}
menu.addEventListener("click", () => fold(menu.getAttribute("aria-expanded") !== "true"));

/** Shows what the address names. What came too late, because somebody went on, is thrown away. */
async function show() {
  if (!isSignedIn() || !me) return door();
  if (!administers(me.roles)) return outsider();
  frame();
  const own = ++turn;
  const { view, id } = where();
  const { title, needs, show: draw } = VIEWS[view];
  document.title = title + " · Latchkey console";
  const heading = el("h1", { tabindex: "-1" }, title);
  content.replaceChildren(heading, loading());
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  try {
    if (!may(needs)) {
      content.replaceChildren(heading, el("p", { class: "empty" }, "Your role does not show this."));
      return;
    }
    if (!memory.has(view)) memory.set(view, {});
    const parts = await draw({ id, memory: memory.get(view), remember, go, again: show, me, heading });
    if (own === turn) put(content, heading, parts);
  } catch (problem) {
    if (own !== turn || !isSignedIn()) return;
    content.replaceChildren(heading, problem.kind === "second-factor-needed" ? secondFactor() : trouble(problem, show));
    if (!problem.status && problem.status !== 0) throw problem;
  }
}

/** Goes to a view, with what it is to look for. */
function go(view, { id = "", looking } = {}) {
  if (looking) memory.set(view, looking);
  const address = "#/" + view + (id ? "/" + encodeURIComponent(id) : "");
  if (location.hash === address) show(); else location.hash = address;
}
const remember = (view, looking) => memory.set(view, looking);

function bare() {
  navigation.hidden = menu.hidden = true;
  document.getElementById("account")?.remove();
  turn++;
}

/** The page of somebody who is not signed in. */
function door(why) {
  bare();
  document.title = "Sign in · Latchkey console";
  content.replaceChildren(el("div", { class: "door" },
    el("h1", { tabindex: "-1" }, "Sign in"),
    el("p", { class: "soft" }, "For those who administer this service. Everything that is done here is recorded."),
    why && el("p", { class: "notice" }, why),
    signInSteps({ done: enter })));
  content.querySelector("input").focus();
}

/** Reads who is signed in. */
async function enter() {
  me = (await call("GET", "users/me", { asks: false })).body;
  wear(me.roles);
  touch();
  await show();
}

/** The page of somebody who has no role of administration. */
function outsider() {
  bare();
  content.replaceChildren(el("div", { class: "door" },
    el("h1", { tabindex: "-1" }, "No role of administration"),
    el("p", {}, "You are signed in as ", el("strong", {}, name()), ". An administrator can give you a role."),
    el("details", {}, el("summary", {}, "I am the first administrator"),
      el("p", { class: "soft" }, "On the server's machine, ", el("code", {}, "java -jar latchkey.jar admin bootstrap"), " prints a token that works once."),
      form({ confirm: "Become the first administrator", fields: [field("Token", { name: "token", required: true, autocomplete: "off" })],
        done: async ({ token }) => {
          await call("POST", "admin/bootstrap", { body: { token } });
          await enter();
        } })),
    el("p", {}, el("button", { type: "button", onclick: () => leave("You are signed out.") }, "Sign out"))));
  content.querySelector("h1").focus();
}

/** What stands where a sign-in by one step is not enough. */
function secondFactor() {
  const choose = (factor, text) => el("button", { type: "button", onclick: async () => {
    try {
      await call("PATCH", "users/me", { body: { secondFactor: factor } });
      await leave("Your second step is set. Sign in again with it.");
    } catch (problem) {
      announce(problem.detail ?? problem.message);
    }
  } }, text);
  return el("div", { class: "notice" },
    el("p", {}, "Administration needs a sign-in by a password and a code. Your account has no second step yet, or you signed in without it."),
    el("div", { class: "buttons" },
      me.phoneVerified && choose("sms", "Get codes by SMS"),
      me.emailVerified && choose("email", "Get codes by e-mail")));
}

/** Shows nothing of whoever was signed in. */
function clear(why) {
  document.querySelectorAll("dialog").forEach((dialogue) => dialogue.close());
  me = null;
  wear([]);
  memory.clear();
  door(why);
}

const MAYBE_OPEN = "The service did not answer, so your session may still be open there. Sign in and out again when it does.";

async function leave(why) {
  forget();
  clear(why);
  if (!await signOut()) door(MAYBE_OPEN);
}

onSignInNeeded(async (why) => {
  if (!me) return false;
  const isDone = await open("Sign in again", (close) => [
    el("p", {}, why),
    signInSteps({ login: me.username ?? me.email ?? me.phone, done: () => close(true), cancel: () => close(false) }),
  ]);
  if (!isDone) return false;
  const before = me.id;
  me = (await call("GET", "users/me", { asks: false })).body;
  wear(me.roles);
  // Somebody else must not go on in the name of whoever began.
  if (me.id !== before) await leave("Somebody else signed in, so nothing was done.");
  return me !== null;
});

const TOO_LATE = `You were signed out after ${IDLE_MINUTES} minutes without a touch.`;

function touched() {
  if (!me) return;
  // Whoever comes back too late is out, also when the timer slept with the machine.
  if (isIdle()) leave(TOO_LATE); else touch();
}
for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, touched, { passive: true, capture: true });
const lookIdle = () => { if (me && isIdle()) leave(TOO_LATE); };
setInterval(lookIdle, 15000);
document.addEventListener("visibilitychange", lookIdle);
onForgotten(() => {
  if (!me) return;
  forgetTokens();
  clear("You signed out in another tab, or left all tabs alone for too long.");
});

addEventListener("hashchange", show);
document.querySelector(".skip").addEventListener("click", (event) => {
  // The address behind # names the view, so it must not change.
  event.preventDefault();
  content.focus();
});

/** Goes on with the session that the browser keeps. Where nobody was here for too long, the session ends instead. */
async function begin() {
  content.replaceChildren(loading());
  if (isShared() && isIdle()) {
    // Whoever was never here is not told of a session that was none.
    const wasHere = isKnown();
    forget();
    const isOver = await signOut();
    door(wasHere && (isOver ? TOO_LATE : MAYBE_OPEN));
  } else if (await refresh()) {
    await enter();
  } else {
    door();
  }
}
begin().catch(() => door());
