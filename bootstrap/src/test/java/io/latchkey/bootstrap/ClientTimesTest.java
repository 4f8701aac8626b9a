package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(ClientTimesTest.WARMING_UP)
public class ClientTimesTest {
    /** The resource that tests of the system property share. */
    public static final String WARMING_UP = ServerKeys.WARMING_UP;

    @Test
    void counts_no_request_that_the_launcher_makes_before_there_are_clients() {
        List<String> routes = new ArrayList<>();
        ClientTimes times = new ClientTimes((route, method, status, nanos) -> routes.add(route));
        System.setProperty(ServerKeys.WARMING_UP, "true");
        try {
            times.observe("own", "GET", 401, 1);
        } finally {
            System.clearProperty(ServerKeys.WARMING_UP);
        }
        times.observe("client's", "GET", 200, 1);
        assertThat(routes).containsExactly("client's");
    }
}
