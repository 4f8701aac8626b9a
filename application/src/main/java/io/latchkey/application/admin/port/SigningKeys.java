package io.latchkey.application.admin.port;

import io.latchkey.application.admin.ServiceKey;
import java.util.List;

/** The keys that sign tokens. */
public interface SigningKeys {
    /** The keys that are published, in the order of the times from which they sign. */
    List<ServiceKey> list();

    /** Makes the next key now, unless there is one that does not sign yet. Verifiers find it before it signs. */
    void rotate();
}
