const root = new URL("..", document.currentScript.src).href;
const asked = new URLSearchParams(location.search).get("api");
const choice = document.getElementById("api");

const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", paint);
paint();

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
