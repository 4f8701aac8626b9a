const root = new URL("..", document.currentScript.src).href;
// Requests go to the address this page came from, whatever the server calls itself.
fetch(root + "openapi?format=JSON")
  .then((answer) => answer.json())
  .then((spec) => SwaggerUIBundle({
    spec: { ...spec, servers: [{ url: root.slice(0, -1) }] },
    dom_id: "#browser",
    deepLinking: true,
    docExpansion: "list",
    persistAuthorization: false,
    tryItOutEnabled: true,
  }));
