package io.latchkey.adapters.rest.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.face.FaceRoute;
import io.latchkey.adapters.rest.face.FaceSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The OpenAPI documents of what is served: one of the native API, and one of each face that is switched on, on the paths
 * on which it is served. Safe for use by several threads.
 */
public final class ApiDocuments {
    private static final String ONLY_WITH = "x-only-with";

    private final FaceSettings faces;
    private final Set<ServedPart> parts;
    private final Optional<String> publicUrl;
    private final Map<String, ObjectNode> documents = new ConcurrentHashMap<>();

    /**
     * @param parts what the native API serves beside its fixed parts
     * @param publicUrl where clients reach the service, if the operator told
     */
    public ApiDocuments(FaceSettings faces, Set<ServedPart> parts, Optional<String> publicUrl) {
        this.faces = faces;
        this.parts = Set.copyOf(parts);
        this.publicUrl = publicUrl;
    }

    /**
     * Finds a document.
     *
     * @param name {@link Manual#NATIVE}, or the name of a face
     * @param contextPath path of the web application on its server; empty at the root
     * @return empty when there is no such document, or its face is switched off
     */
    public Optional<ObjectNode> find(String name, String contextPath) {
        return prefix(name)
                .map(prefix -> documents.computeIfAbsent(name, wanted -> compose(wanted, prefix)))
                .map(document -> at(document, contextPath));
    }

    private Optional<String> prefix(String name) {
        if (name.equals(Manual.NATIVE)) {
            return Optional.of("");
        }
        return faces.routes().stream()
                .filter(route -> route.isEnabled() && route.face().name().equals(name))
                .map(FaceRoute::pathPrefix)
                .findFirst();
    }

    private ObjectNode compose(String name, String prefix) {
        ObjectNode document = Manual.read(name);
        ObjectNode served = document.objectNode();
        document.path("paths").properties().forEach(path -> {
            ObjectNode item = (ObjectNode) path.getValue();
            JsonNode part = item.remove(ONLY_WITH);
            if (part == null || parts.contains(ServedPart.named(part.textValue()))) {
                served.set(prefix + path.getKey(), item);
            }
        });
        document.set("paths", served);
        if (name.equals(Manual.NATIVE)) {
            faces.routes().stream()
                    .filter(FaceRoute::isEnabled)
                    .forEach(route -> document.withArrayProperty("x-faces")
                            .add(route.face().name()));
        }
        UnusedParts.removeFrom(document);
        return document;
    }

    private ObjectNode at(ObjectNode document, String contextPath) {
        ObjectNode placed = document.deepCopy();
        String url = publicUrl.orElse(contextPath.isEmpty() ? "/" : contextPath);
        placed.putArray("servers").addObject().put("url", url);
        return placed;
    }
}
