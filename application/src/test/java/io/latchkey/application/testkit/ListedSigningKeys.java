package io.latchkey.application.testkit;

import io.latchkey.application.admin.ServiceKey;
import io.latchkey.application.admin.port.SigningKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Signing keys that are names only. */
public final class ListedSigningKeys implements SigningKeys {
    private final List<ServiceKey> keys = new ArrayList<>(
            List.of(new ServiceKey("first", Fixtures.NOW, Fixtures.NOW.plus(Duration.ofDays(100)), true)));

    @Override
    public List<ServiceKey> list() {
        return List.copyOf(keys);
    }

    @Override
    public void rotate() {
        ServiceKey newest = keys.get(keys.size() - 1);
        if (newest.signs()) {
            keys.add(new ServiceKey(
                    "next", newest.signsFrom().plus(Duration.ofHours(1)), newest.publishedUntil(), false));
        }
    }
}
