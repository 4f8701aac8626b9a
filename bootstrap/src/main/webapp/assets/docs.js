const root = new URL("..", document.currentScript.src).href;
const asked = new URLSearchParams(location.search).get("api");
const choice = document.getElementById("api");

const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", paint);
paint();

// What the API browser builds is hard to follow for those who hear pages or use the keyboard alone. It builds anew at each step.
const browser = document.getElementById("browser");
const each = (parts, change) => browser.querySelectorAll(parts).forEach(change);
const name = (parts, text) => each(parts, (part) => part.setAttribute("aria-label", text));
function mend() {
  // A link within a button is two things at once. The button alone opens the operation.
  each("button a[href]", (link) => link.removeAttribute("href"));
  each("table[role=region]", (table) => table.removeAttribute("role"));
  each("pre.microlight", (code) => { code.tabIndex = 0; });
  each("h3.opblock-tag, .models > h4", (heading) => heading.setAttribute("aria-level", "2"));
  each(".opblock-body :is(h4, h5)", (heading) => heading.setAttribute("aria-level", "3"));
  each(".information-container", (part) => part.setAttribute("role", "region"));
  each(".scheme-container", (part) => part.setAttribute("role", "region"));
  name(".information-container", "About this API");
  name(".scheme-container", "Server and authorization");
  name("#servers", "Server");
  name(".examples-select-element", "Example");
  name("textarea.body-param__text", "Body");
}
new MutationObserver(mend).observe(browser, { childList: true, subtree: true });

const read = (path) => fetch(root + path).then((answer) => answer.json());

async function show() {
  const native = await read("openapi.json");
  const faces = native["x-faces"] || [];
  const face = faces.find((name) => name === asked);
  choice.append(new Option("Latchkey", "", !face, !face));
  faces.forEach((name) => choice.append(new Option("as " + name, name, name === face, name === face)));
  document.getElementById("document").href = root + "openapi" + (face ? "/" + face : "");
  SwaggerUIBundle({
    // Requests go to the address this page came from, whatever the document calls the service.
    spec: { ...(face ? await read("openapi/" + face + ".json") : native), servers: [{ url: root.slice(0, -1) }] },
    dom_id: "#browser",
    deepLinking: true,
    docExpansion: "list",
    persistAuthorization: false,
    tryItOutEnabled: true,
  });
}

choice.addEventListener("change", () => { location.search = choice.value && "?api=" + choice.value; });
show();
