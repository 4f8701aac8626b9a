package io.latchkey.adapters.rest.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Takes out of a document what none of its operations uses: tags, schemas, answers and the like. */
final class UnusedParts {
    private static final String SECURITY_SCHEMES = "securitySchemes";

    private UnusedParts() {}

    static void removeFrom(ObjectNode document) {
        Set<String> tags = texts(document.path("paths").findValues("tags"));
        if (document.get("tags") instanceof ArrayNode declared) {
            // WildFly brings a Jackson whose arrays have no removeIf.
            Iterator<JsonNode> each = declared.elements();
            while (each.hasNext()) {
                if (!tags.contains(each.next().path("name").textValue())) {
                    each.remove();
                }
            }
        }
        Set<String> schemes = new HashSet<>();
        document.path("paths")
                .findValues("security")
                .forEach(list -> list.forEach(each -> each.fieldNames().forEachRemaining(schemes::add)));
        if (document.get("components") instanceof ObjectNode components) {
            if (components.get(SECURITY_SCHEMES) instanceof ObjectNode declared) {
                declared.retain(schemes);
            }
            while (removeUnreferenced(document, components)) {
                // What only the removed parts used is unused now.
            }
        }
    }

    private static boolean removeUnreferenced(ObjectNode document, ObjectNode components) {
        Set<String> references = texts(document.findValues("$ref"));
        boolean isChanged = false;
        for (Map.Entry<String, JsonNode> kind : components.properties()) {
            if (!kind.getKey().equals(SECURITY_SCHEMES)) {
                ObjectNode parts = (ObjectNode) kind.getValue();
                Set<String> unused = new HashSet<>();
                parts.fieldNames().forEachRemaining(name -> {
                    if (!references.contains("#/components/" + kind.getKey() + "/" + name)) {
                        unused.add(name);
                    }
                });
                isChanged |= !unused.isEmpty();
                parts.remove(unused);
            }
        }
        return isChanged;
    }

    /** The texts among the nodes and in the arrays among them. */
    private static Set<String> texts(Iterable<JsonNode> nodes) {
        Set<String> found = new HashSet<>();
        for (JsonNode node : nodes) {
            if (node.isTextual()) {
                found.add(node.textValue());
            }
            node.forEach(each -> found.add(each.asText()));
        }
        return found;
    }
}
