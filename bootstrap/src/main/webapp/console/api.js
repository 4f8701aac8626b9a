// Speaks with the service. Tokens are in memory only; where the service keeps page sessions, the refresh token is a cookie
// that no script sees.

const api = new URL("../api/v1/", import.meta.url);
/** What paths of the API begin with. */
export const apiPath = api.pathname;
let withCookie = document.body.dataset.sessions === "cookie"
  && (location.protocol === "https:" || /(^|\.)localhost$/.test(location.hostname));
const place = () => withCookie ? "browser/session" : "sessions";
const ofPage = () => withCookie ? { "Latchkey-Browser": "1" } : {};

let accessToken = "";
let refreshToken = "";
let refreshing = null;
let signInAgain = null;
let asking = null;

/** A refusal of the service, or a call that it did not answer. */
class Problem extends Error {
  constructor(status, body) {
    super(body.title ?? "The service answered " + status + ".");
    Object.assign(this, { status, detail: body.detail, errors: body.errors, obstacle: body.obstacle, decision: body.decision });
    this.kind = String(body.type ?? "").split("/").pop();
  }
}

/**
 * Names what lets a person sign in anew in the middle of something.
 * @param way given a sentence that says why; whether the person did
 */
export const onSignInNeeded = (way) => { signInAgain = way; };

export const isSignedIn = () => accessToken !== "";

/** Whether tabs share the session, because its refresh token is a cookie. */
export const isShared = () => withCookie;

async function send(method, path, { body, headers = {}, query } = {}) {
  const address = new URL(api.href + path);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") address.searchParams.set(name, value);
  }
  try {
    return await fetch(address, {
      method,
      headers: {
        "Accept-Language": "en",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(accessToken ? { Authorization: "Bearer " + accessToken } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      credentials: "same-origin",
    });
  } catch {
    throw new Problem(0, { title: "The service does not answer. Is the network there?" });
  }
}

const problem = async (answer) => new Problem(answer.status, await answer.json().catch(() => ({})));

async function open(body) {
  const before = accessToken;
  accessToken = "";
  const answer = await send("POST", place(), { body: { ...body, ...(refreshToken && { replaces: refreshToken }) }, headers: ofPage() })
    .finally(() => { accessToken = before; });
  if (answer.status === 403 && withCookie && (await answer.clone().json()).type?.endsWith("/forbidden")) {
    // The page was opened by another name of the service than the one that gets cookies.
    withCookie = false;
    return open(body);
  }
  if (answer.status === 202) {
    const { challenge, ...own } = await answer.json();
    return { otpId: challenge?.id ?? own.otpId, channel: challenge?.channel, destination: challenge?.destination, method: own.method };
  }
  if (!answer.ok) throw await problem(answer);
  keep(await answer.json());
  return null;
}

function keep(tokens) {
  accessToken = tokens.accessToken;
  refreshToken = tokens.refreshToken ?? "";
}

/** Signs in by a password. Returns what is needed of the second step; null when there is none. */
export const signIn = (login, password) => open({ login, password });

/** Does the second step of signing in. */
export const enterCode = (otpId, code) => open({ otpId, code });

export async function sendCodeAgain(otpId) {
  const answer = await send("POST", "otp/" + otpId + "/resend");
  if (!answer.ok) throw await problem(answer);
}

/** Gets a new access token. Returns whether there is still a session. Calls at the same time share one. */
export function refresh() {
  if (!withCookie && !refreshToken) return Promise.resolve(false);
  refreshing ??= (async () => {
    accessToken = "";
    const answer = await send("POST", place() + "/refresh", { ...(withCookie ? {} : { body: { refreshToken } }), headers: ofPage() });
    if (!answer.ok) return false;
    keep(await answer.json());
    return true;
  })().catch(() => false).finally(() => { refreshing = null; });
  return refreshing;
}

/** Forgets the tokens of a session that is over. */
export function forgetTokens() {
  accessToken = refreshToken = "";
}

/** Ends the session. What is in memory is forgotten in any case. Returns whether the service ended it, too. */
export async function signOut() {
  const leaving = send("DELETE", withCookie ? place() : "sessions/current", { headers: ofPage() });
  forgetTokens();
  // A session that is over already is what was wanted.
  return leaving.then((answer) => answer.ok || answer.status === 401, () => false);
}

/** Lets the person sign in anew. Calls at the same time share one question. */
function ask(why) {
  asking ??= Promise.resolve(signInAgain(why)).finally(() => { asking = null; });
  return asking;
}

/**
 * Calls the API. Where it wants a recent sign-in, or the session is over, the person signs in and the call is made again.
 * @param path below `/api/v1`
 * @param options `body`, `query`, `etag` of what was read, and whether it asks the person to sign in
 * @return the answer's body and its tag
 */
export async function call(method, path, { body, query, etag, asks = true } = {}) {
  const headers = etag ? { "If-Match": etag } : {};
  const again = () => send(method, path, { body, query, headers });
  let answer = await again();
  if (answer.status === 401 && await refresh()) answer = await again();
  for (;;) {
    if (answer.ok) break;
    const refused = await problem(answer);
    const why = refused.status === 401 ? "Your session is over. Sign in to go on where you are."
      : refused.kind === "recent-sign-in-required" ? "This needs a sign-in of the last minutes. Sign in to go on where you are." : null;
    if (!why || !asks || !await ask(why)) throw refused;
    answer = await again();
  }
  const tag = answer.headers.get("ETag");
  const type = answer.headers.get("Content-Type") ?? "";
  return { body: type.includes("ndjson") ? await answer.text() : type.includes("json") ? await answer.json() : null, etag: tag };
}

export const admin = (method, path, options) => call(method, "admin/" + path, options);
