const root = new URL("..", document.currentScript.src).href;
const list = document.getElementById("messages");
const wanted = document.getElementById("wanted");
const summary = document.getElementById("summary");
/** What is shown, by message. It stays in its place, so that it keeps the focus and what is open. */
const cards = new Map();

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function copyButton(code) {
  const line = element("p", "copy", "");
  const button = element("button", "code", code);
  const told = element("span", "note", "");
  button.type = "button";
  button.title = "Copy";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code);
      told.textContent = "Copied";
    } catch {
      // Browsers lend the clipboard to pages of HTTPS and of this machine only.
      getSelection().selectAllChildren(button);
      told.textContent = "Marked. This browser leaves copying to you.";
    }
    setTimeout(() => { told.textContent = ""; }, 4000);
  });
  line.append(button, told);
  return line;
}

/** The mail as a mail program shows it. Nothing in it runs, and it reaches neither this page nor the network. */
function htmlView(message) {
  const view = document.createElement("details");
  view.append(element("summary", "", "As a mail program shows it"));
  view.addEventListener("toggle", () => {
    if (!view.open || view.querySelector("iframe")) return;
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "");
    frame.title = "E-mail to " + message.to;
    frame.srcdoc = message.html;
    view.append(frame);
  });
  return view;
}

function card(message) {
  const article = element("article", "message", "");
  const head = document.createElement("header");
  head.append(
    element("strong", "", message.to),
    element("span", "tag", message.channel),
    element("span", "tag", message.purpose ?? "notice"),
    element("time", "", new Date(message.sentAt).toLocaleTimeString()));
  article.append(head);
  if (message.subject) article.append(element("div", "", message.subject));
  if (message.code) article.append(copyButton(message.code));
  article.append(element("p", "body", message.body));
  if (message.link) {
    const link = element("a", "", "Open the link");
    link.href = message.link;
    article.append(link);
  }
  if (message.html) article.append(htmlView(message));
  return article;
}

const squeezed = (text) => text.replace(/[\s().-]/g, "");

function isWanted(message, part) {
  const texts = [message.to, message.channel, message.purpose, message.subject, message.body, message.code];
  return texts.some((text) => text?.toLowerCase().includes(part))
    || squeezed(part) !== "" && squeezed(message.to.toLowerCase()).includes(squeezed(part));
}

function sift() {
  const part = wanted.value.trim().toLowerCase();
  let found = 0;
  for (const { message, article } of cards.values()) {
    article.hidden = !isWanted(message, part);
    if (!article.hidden) found++;
  }
  const all = cards.size === 1 ? "1 message" : cards.size + " messages";
  const told = cards.size === 0 ? "Nothing yet. Ask for a code and it will appear here."
    : part === "" ? all
    : found === 0 ? "Nothing matches. The inbox holds " + all + "."
    : found + " of " + all;
  if (summary.textContent !== told) summary.textContent = told;
}

async function refresh() {
  const answer = await fetch(root + "dev/inbox/messages");
  if (!answer.ok) return;
  const messages = await answer.json();
  // A message that was sent again stands where its newest copy belongs.
  const name = (message) => message.id + " " + message.sentAt;
  const names = new Set(messages.map(name));
  for (const [each, { article }] of cards) {
    if (!names.has(each)) {
      article.remove();
      cards.delete(each);
    }
  }
  let next = list.firstChild;
  for (const message of messages) {
    const shown = cards.get(name(message));
    if (shown) {
      next = shown.article.nextSibling;
    } else {
      const article = card(message);
      list.insertBefore(article, next);
      cards.set(name(message), { message, article });
    }
  }
  sift();
}

document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
wanted.addEventListener("input", sift);
document.getElementById("clear").addEventListener("click", async () => {
  await fetch(root + "dev/inbox/messages", { method: "DELETE" });
  refresh();
});

const time = document.getElementById("time");
const offset = document.getElementById("offset");

async function showClock(answer) {
  if (!answer.ok) {
    const problem = await answer.json();
    time.textContent = problem.detail ?? problem.title;
    return;
  }
  const clock = await answer.json();
  const ahead = clock.offset === "PT0S" ? "the real time" : clock.offset + " ahead";
  time.textContent = "Clock: " + ahead + ", " + new Date(clock.now).toLocaleString()
    + (clock.returnsAtRestart ? ", the real time at the next start" : "");
}

document.getElementById("clock").addEventListener("submit", async (event) => {
  event.preventDefault();
  showClock(await fetch(root + "dev/clock", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ offset: offset.value.trim() })
  }));
});
document.getElementById("return").addEventListener("click", async () =>
  showClock(await fetch(root + "dev/clock", { method: "DELETE" })));
fetch(root + "dev/clock").then(showClock);
refresh();
setInterval(refresh, 1500);
