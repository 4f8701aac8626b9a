// Requests go to the address this page came from, whatever the server calls itself.
fetch("/openapi?format=JSON")
  .then((answer) => answer.json())
  .then((spec) => SwaggerUIBundle({
    spec: { ...spec, servers: [{ url: location.origin }] },
    dom_id: "#browser",
    deepLinking: true,
    docExpansion: "list",
    persistAuthorization: false,
    tryItOutEnabled: true,
  }));
