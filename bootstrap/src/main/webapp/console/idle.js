// Knows when somebody touched the console last. Tabs that share a session by its cookie share this time; it is all that the console stores.

import { isShared } from "./api.js";

/** How long somebody may leave the console alone before they are signed out. */
export const IDLE_MINUTES = 15;

const KEY = "latchkey-console-touched";

/** The last touch of this tab, in milliseconds since 1970. */
let own = 0;

/** The last touch of all tabs. A time to come is none: the clock was set back, and nobody knows how long nobody was here. */
function stored() {
  try {
    const at = Number(localStorage.getItem(KEY));
    return at > 0 && at <= Date.now() ? at : 0;
  } catch {
    // Where the browser lends no storage, each tab counts alone, and reloading signs out.
    return 0;
  }
}

/** Keeps that somebody is here, who is signed in. */
export function touch() {
  own = Date.now();
  // Scrolling tells of itself often.
  if (!isShared() || own - stored() < 1000) return;
  try {
    localStorage.setItem(KEY, String(own));
  } catch {
    // As above.
  }
}

/** Whether nobody was here for too long, in any tab of the session; also when nobody knows. */
export const isIdle = () => Date.now() - Math.max(own, isShared() ? stored() : 0) > IDLE_MINUTES * 60000;

/** Whether it is known when somebody was here. */
export const isKnown = () => stored() > 0;

/** Forgets the time, so that no tab goes on with the session. */
export function forget() {
  own = 0;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

/** Names what is done when another tab forgot the time: it ended the session that the tabs share. */
export const onForgotten = (deed) => addEventListener("storage", ({ key, newValue }) => {
  if ((key === KEY || key === null) && newValue === null && isShared()) deed();
});
