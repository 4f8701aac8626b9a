const root = new URL("..", document.currentScript.src).href;
const list = document.getElementById("messages");
const to = document.getElementById("to");
let shown = "";

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
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
  if (message.code) {
    const code = element("button", "code", message.code);
    code.title = "Copy";
    code.addEventListener("click", () => navigator.clipboard?.writeText(message.code));
    article.append(code);
  }
  article.append(element("p", "body", message.body));
  if (message.link) {
    const link = element("a", "", "Open the link");
    link.href = message.link;
    article.append(link);
  }
  return article;
}

async function refresh() {
  const query = to.value.trim() ? "?to=" + encodeURIComponent(to.value.trim()) : "";
  const answer = await fetch(root + "dev/inbox/messages" + query);
  if (!answer.ok) {
    list.replaceChildren(element("p", "empty", "That is neither an e-mail address nor a phone number."));
    shown = "";
    return;
  }
  const messages = await answer.json();
  const ids = messages.map((message) => message.id).join() || "none";
  if (ids === shown) return;
  shown = ids;
  list.replaceChildren(...(messages.length
    ? messages.map(card)
    : [element("p", "empty", "Nothing yet. Ask for a code and it will appear here.")]));
}

document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
to.addEventListener("input", refresh);
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
  showClock(await fetch("/dev/clock", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ offset: offset.value.trim() })
  }));
});
document.getElementById("return").addEventListener("click", async () =>
  showClock(await fetch("/dev/clock", { method: "DELETE" })));
fetch("/dev/clock").then(showClock);
refresh();
setInterval(refresh, 1500);
