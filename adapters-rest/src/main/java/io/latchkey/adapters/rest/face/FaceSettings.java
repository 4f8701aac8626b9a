package io.latchkey.adapters.rest.face;

import java.util.List;

/**
 * What the operator decides about all faces.
 *
 * @param routes every face there is, served or not
 * @param concealsAccounts whether faces answer for a stranger's contact as for an account's, where the original tells
 */
public record FaceSettings(List<FaceRoute> routes, boolean concealsAccounts) {
    public FaceSettings {
        routes = List.copyOf(routes);
    }
}
