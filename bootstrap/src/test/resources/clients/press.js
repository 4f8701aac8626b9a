// Helpers that the suite puts into the page of the API browser: they press its buttons as a person would.
(() => {
  const plainFetch = window.fetch;
  window.fetch = async (...call) => {
    const answer = await plainFetch(...call);
    window.lastAnswer = await answer.clone().text();
    return answer;
  };

  const until = async (name, find) => {
    for (let tries = 0; tries < 300; tries++) {
      const found = find();
      if (found) return found;
      await new Promise((resume) => setTimeout(resume, 50));
    }
    throw new Error("not seen: " + name);
  };

  const type = (field, text) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    // Fields wait for more to be typed until they are left.
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  };

  const choose = (field, content) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], "picture.png"));
    field.files = files.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /** Tries an operation. Its fields keep what the browser filled in, but for those that are given. */
  window.press = async (operation, { fields = {}, body, file } = {}) => {
    // What is shown is replaced when more of the document is read, so everything is looked up anew.
    const find = (part) => document.querySelector(`.opblock[id$="-${operation}"] ${part}`);
    const summary = await until(operation, () => find(".opblock-summary-control"));
    if (summary.getAttribute("aria-expanded") !== "true") summary.click();
    const shown = await until("Execute", () => find("button.execute") || find(".try-out__btn:not(.cancel)"));
    if (!shown.classList.contains("execute")) shown.click();
    find(".btn-clear")?.click();
    await until("no answer yet", () => find("button.execute") && !find(".live-responses-table"));
    for (const [name, text] of Object.entries(fields)) {
      const field = () => ["param", "property"].map((kind) => find(`tr[data-${kind}-name="${name}"] :is(input, textarea)`))
        .find((each) => each);
      type(await until(name, field), text);
      await until(text, () => field().value === text);
    }
    if (body) type(await until("body", () => find("textarea.body-param__text")), JSON.stringify(body));
    if (file) choose(await until("file", () => find("input[type=file]")), file);
    find("button.execute").click();
    const status = await until("answer of " + operation, () => find(".live-responses-table tbody .response-col_status"));
    const told = { status: parseInt(status.textContent, 10), answer: window.lastAnswer };
    find(".opblock-summary-control").click();
    return told;
  };

  /** Gives a token to a security scheme. Without a name it is the first one that the dialogue shows. */
  window.authorise = async (token, scheme) => {
    (await until("Authorize", () => document.querySelector(".auth-wrapper .btn.authorize"))).click();
    const dialogue = await until("the dialogue", () => document.querySelector(".modal-ux"));
    const container = [...dialogue.querySelectorAll(".auth-container")].find(
      (each) => !scheme || each.querySelector("code")?.textContent === scheme || each.textContent.startsWith(scheme));
    const logout = [...container.querySelectorAll("button")].find((each) => each.textContent === "Logout");
    logout?.click();
    type(await until("the field", () => container.querySelector("input")), token);
    (await until("its button", () => container.querySelector("button.authorize"))).click();
    dialogue.querySelector("button.btn-done").click();
    return container.querySelector("h4").textContent;
  };
})();
