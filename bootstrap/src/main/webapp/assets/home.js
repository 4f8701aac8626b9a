const root = new URL("..", document.currentScript.src).href;
// The examples name the address this page came from.
for (const block of document.querySelectorAll("[data-origin]")) {
  block.textContent = block.textContent.replaceAll("http://127.0.0.1:8080", root.slice(0, -1));
}
// Without an inbox (production), or a document of the server's, a card would lead nowhere.
for (const card of document.querySelectorAll("[data-needs]")) {
  fetch(root + card.dataset.needs).then((answer) => answer.ok || card.remove());
}
