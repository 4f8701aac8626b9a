package io.latchkey.adapters.rest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.shared.ClientOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOriginResolverTest {
    private static final ClientOriginResolver BEHIND_PROXIES = new ClientOriginResolver(
            List.of("10.0.0.0/8", "192.0.2.1", "2001:db8:ffff::/48"), ProxyHeader.X_FORWARDED_FOR);

    private static String addressOf(String peer, String... forwarded) {
        return BEHIND_PROXIES.resolve(peer, List.of(forwarded), null).address();
    }

    private static String deviceOf(String userAgent) {
        return BEHIND_PROXIES.resolve("198.51.100.1", List.of(), userAgent).device();
    }

    @Test
    void believes_no_header_of_a_peer_that_is_no_proxy() {
        assertThat(addressOf("198.51.100.1", "203.0.113.9")).isEqualTo("198.51.100.1");
    }

    @Test
    void believes_no_header_when_no_proxy_is_trusted() {
        ClientOriginResolver resolver = new ClientOriginResolver(List.of(), ProxyHeader.X_FORWARDED_FOR);

        assertThat(resolver.resolve("10.0.0.1", List.of("203.0.113.9"), null).address())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void stops_at_the_nearest_hop_that_is_no_proxy() {
        assertThat(addressOf("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.1.1.1, 192.0.2.1"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void reads_several_lines_as_one_list() {
        assertThat(addressOf("10.0.0.1", "1.1.1.1", "203.0.113.9, 10.1.1.1", "10.2.2.2"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void is_left_with_the_farthest_proxy_when_there_are_only_proxies() {
        assertThat(addressOf("10.0.0.1", "10.9.9.9, 10.1.1.1")).isEqualTo("10.9.9.9");
        assertThat(addressOf("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "",
                "localhost",
                "example.org",
                "203.0.113.9.example.org",
                "203.0.113",
                "3405803785",
                "0xcb007109",
                "0313.0.0161.011",
                "203.0.113.256",
                "203.0.113.0/24",
                "203.0.113.*",
                "203.0.113.1-9",
                "*",
                "::/0",
                "[2001:db8::1",
                "[2001:db8::1]x",
                "203.0.113.9:port",
                "203.0.113.9:123456",
                "_hidden"
            })
    void stops_at_garbage(String garbage) {
        assertThat(addressOf("10.0.0.1", "203.0.113.9, " + garbage + ", 10.1.1.1"))
                .isEqualTo("10.1.1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9:4711, 203.0.113.9",
        "[2001:db8::9]:443, 2001:db8::9",
        "[2001:db8::9], 2001:db8::9",
        "2001:DB8:0::0:9, 2001:db8::9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "[::ffff:cb00:7109]:80, 203.0.113.9",
        "2001:db8::9%eth0, 2001:db8::9"
    })
    void reads_every_spelling_of_an_address(String hop, String address) {
        assertThat(addressOf("10.0.0.1", hop)).isEqualTo(address);
    }

    @Test
    void trusts_a_proxy_that_came_as_an_ipv4_mapped_address() {
        assertThat(addressOf("::ffff:10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void trusts_ipv6_proxies() {
        assertThat(addressOf("2001:db8:ffff:1::1", "2001:db8::9")).isEqualTo("2001:db8::9");
    }

    @Test
    void counts_ipv6_clients_by_their_64_bits_of_network() {
        ClientOrigin one = BEHIND_PROXIES.resolve("2001:db8:1:2:3:4:5:6", List.of(), null);
        ClientOrigin neighbour = BEHIND_PROXIES.resolve("2001:db8:1:2::1", List.of(), null);
        ClientOrigin stranger = BEHIND_PROXIES.resolve("2001:db8:1:3::1", List.of(), null);

        assertThat(one.network()).isEqualTo("2001:db8:1:2::/64").isEqualTo(neighbour.network());
        assertThat(stranger.network()).isNotEqualTo(one.network());
        assertThat(one.address()).isEqualTo("2001:db8:1:2:3:4:5:6");
    }

    @Test
    void counts_ipv4_clients_one_by_one() {
        ClientOrigin client = BEHIND_PROXIES.resolve("::ffff:198.51.100.1", List.of(), null);

        assertThat(client.network()).isEqualTo("198.51.100.1");
    }

    @Test
    void reads_the_standard_field_where_the_operator_says_so() {
        ClientOriginResolver resolver = new ClientOriginResolver(List.of("10.0.0.0/8"), ProxyHeader.FORWARDED);

        assertThat(resolver.resolve(
                                "10.0.0.1",
                                List.of(
                                        "for=1.1.1.1, For=\"[2001:db8::9]:4711\";proto=https;by=10.0.0.1, proto=http;for=10.2.2.2"),
                                null)
                        .address())
                .isEqualTo("2001:db8::9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"for=unknown", "for=_obfuscated", "proto=https", "", "for=\"", "notfor=203.0.113.9"})
    void stops_at_a_standard_element_without_an_address(String element) {
        ClientOriginResolver resolver = new ClientOriginResolver(List.of("10.0.0.0/8"), ProxyHeader.FORWARDED);

        assertThat(resolver.resolve("10.0.0.1", List.of("for=203.0.113.9, " + element), null)
                        .address())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void is_not_led_astray_by_commas_in_quotes() {
        ClientOriginResolver resolver = new ClientOriginResolver(List.of("10.0.0.0/8"), ProxyHeader.FORWARDED);

        assertThat(resolver.resolve("10.0.0.1", List.of("for=203.0.113.9;host=\"a, for=1.1.1.1\""), null)
                        .address())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void is_not_led_astray_by_a_quote_left_open() {
        ClientOriginResolver resolver = new ClientOriginResolver(List.of("10.0.0.0/8"), ProxyHeader.FORWARDED);

        assertThat(resolver.resolve("10.0.0.1", List.of("for=1.1.1.1;host=\", for=203.0.113.9"), null)
                        .address())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void cleans_and_shortens_the_device() {
        assertThat(deviceOf("Mozil\u0000la\r\n/5.0\u202e")).isEqualTo("Mozilla/5.0");
        assertThat(deviceOf("x".repeat(500))).hasSize(200);
        assertThat(deviceOf("x".repeat(199) + "🦊")).hasSize(199);
        assertThat(deviceOf(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example.org", "10.0.0.0/33", "10.0.0", "10.*"})
    void refuses_to_trust_what_is_no_address_or_block(String proxy) {
        assertThatThrownBy(() -> new ClientOriginResolver(List.of(proxy), ProxyHeader.X_FORWARDED_FOR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knows_its_header_by_name() {
        assertThat(ProxyHeader.parse("forwarded")).isEqualTo(ProxyHeader.FORWARDED);
        assertThat(ProxyHeader.parse("X-Forwarded-For")).isEqualTo(ProxyHeader.X_FORWARDED_FOR);
        assertThatThrownBy(() -> ProxyHeader.parse("x-real-ip")).isInstanceOf(IllegalArgumentException.class);
    }
}
