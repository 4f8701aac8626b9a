package io.latchkey.adapters.rest.face;

import java.util.regex.Pattern;

/**
 * A face with the operator's settings for it.
 *
 * @param isEnabled whether the face is served; otherwise its paths are answered with 404
 * @param pathPrefix prefix of its paths, such as {@code /legacy}; empty for the root of the site
 */
public record FaceRoute(Face face, boolean isEnabled, String pathPrefix) {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    /** @throws IllegalArgumentException when the prefix is malformed */
    public FaceRoute {
        if (!PREFIX.matcher(pathPrefix).matches()) {
            throw new IllegalArgumentException("path-prefix must be empty or look like /legacy");
        }
    }

    /** What its paths begin with, relative to the root of the site: empty, or with a slash at its end alone. */
    String prefix() {
        return pathPrefix.isEmpty() ? "" : pathPrefix.substring(1) + "/";
    }

    /** Tells whether the face answers on a path, which is relative to the root of the site and has no query. */
    boolean serves(String path) {
        String prefix = prefix();
        return isEnabled && path.startsWith(prefix) && face.owns(path.substring(prefix.length()));
    }
}
