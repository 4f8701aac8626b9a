const root = new URL("..", document.currentScript.src).href;
// The token travels behind the #, so that it reaches no server log; opening the page spends nothing, only the button does.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
const outcome = document.getElementById("outcome");
const form = document.getElementById("reset");
if (!token) outcome.textContent = form.dataset.incomplete;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(root + "api/v1/password/reset", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
    body: JSON.stringify({ token, newPassword: document.getElementById("password").value }),
  });
  if (answer.status === 204) {
    outcome.textContent = form.dataset.done;
    form.querySelectorAll("label, input, button").forEach((part) => part.remove());
    return;
  }
  const problem = await answer.json().catch(() => ({}));
  outcome.textContent = problem.detail ?? form.dataset.failed;
});
