package io.latchkey.adapters.rest.face;

import java.util.List;

/**
 * The operator's settings for all faces.
 *
 * @param routes all faces, whether they are served or not
 * @param concealsAccounts whether faces answer a contact without an account like one with an account, even where the
 *     original reveals the difference
 */
public record FaceSettings(List<FaceRoute> routes, boolean concealsAccounts) {
    public FaceSettings {
        routes = List.copyOf(routes);
    }
}
