SwaggerUIBundle({
  url: "/openapi?format=JSON",
  dom_id: "#browser",
  deepLinking: true,
  docExpansion: "list",
  persistAuthorization: false,
  tryItOutEnabled: true,
});
