package io.latchkey.adapters.rest.face;

import java.util.regex.Pattern;

/**
 * A face and what the operator decided about it.
 *
 * @param isEnabled otherwise its paths are not found
 * @param pathPrefix what its paths come after, such as {@code /legacy}; empty for the site's root
 */
public record FaceRoute(Face face, boolean isEnabled, String pathPrefix) {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    /** @throws IllegalArgumentException when the prefix is none */
    public FaceRoute {
        if (!PREFIX.matcher(pathPrefix).matches()) {
            throw new IllegalArgumentException("path-prefix must be empty or look like /legacy");
        }
    }
}
