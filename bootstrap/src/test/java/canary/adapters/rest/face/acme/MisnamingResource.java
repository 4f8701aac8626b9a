package canary.adapters.rest.face.acme;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.application.shared.ClientOrigin;
import jakarta.ws.rs.core.HttpHeaders;

/** Takes the clients of a face for those of the native API. */
public final class MisnamingResource {
    private final Client client;

    public MisnamingResource(Client client) {
        this.client = client;
    }

    public ClientOrigin signIn(HttpHeaders headers) {
        return client.origin(headers).forApp(ClientOrigin.NATIVE);
    }
}
