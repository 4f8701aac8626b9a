// Helpers that the suite puts into a page beside axe: they show all that the page has to show, and look at it.
(() => {
  const until = async (name, find) => {
    for (let tries = 0; tries < 300; tries++) {
      const found = find();
      if (found) return found;
      await new Promise((resume) => setTimeout(resume, 50));
    }
    throw new Error("not seen: " + name);
  };

  /** Opens what is folded. */
  window.unfold = async () => {
    if (document.getElementById("messages")) {
      (await until("a mail", () => document.querySelector("#messages details"))).open = true;
      await until("its frame", () => document.querySelector("#messages iframe"));
    }
    if (document.getElementById("browser")) {
      for (const operation of ["signIn", "me"]) {
        const summary = `.opblock[id$="-${operation}"] .opblock-summary-control`;
        (await until(operation, () => document.querySelector(summary))).click();
        await until("Execute", () => document.querySelector(`.opblock[id$="-${operation}"] button.execute`));
      }
      // What unfolds fades in.
      await new Promise((resume) => setTimeout(resume, 500));
    }
  };

  /** Each thing that axe finds by any of its rules: the rule, and where. Frames hold the mails of others. */
  window.look = async () => (await axe.run(document, { iframes: false })).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => id + " at " + target.join(" ")));
})();
