package io.latchkey.adapters.sms.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicHostsTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, true",
        "172.16.0.1, false",
        "172.32.0.1, true",
        "100.128.0.1, true",
        "0.0.0.0, false",
        "198.18.0.1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "2001:db8:1::1, true",
        "fc00::1, false",
        "fe80::1, false",
        "::, false",
        "::ffff:10.0.0.1, false",
        "64:ff9b::5db8:d822, true",
        "64:ff9b::a00:1, false",
        "2002:a00:1::, false"
    })
    void tells_public_addresses_from_others(String address, boolean isPublic) throws UnknownHostException {
        assertThat(PublicHosts.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
    }
}
