package io.latchkey.adapters.rest.face;

import java.util.List;
import java.util.Set;

/**
 * The operator's settings for all faces.
 *
 * @param routes all faces, whether they are served or not
 * @param concealing names of faces that answer a contact without an account like one with an account, even where the
 *     original reveals the difference
 */
public record FaceSettings(List<FaceRoute> routes, Set<String> concealing) {
    public FaceSettings {
        routes = List.copyOf(routes);
        concealing = Set.copyOf(concealing);
    }

    /**
     * Whether a face conceals which contacts have an account.
     *
     * @param face {@link Face#name}
     */
    public boolean concealsAccounts(String face) {
        return concealing.contains(face);
    }
}
