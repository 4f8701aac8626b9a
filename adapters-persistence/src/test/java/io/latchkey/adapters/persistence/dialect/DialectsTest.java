package io.latchkey.adapters.persistence.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DialectsTest {
    @Test
    void finds_the_dialect_of_a_url() {
        assertThat(Dialects.ofUrl("jdbc:mariadb://db/latchkey")).get().isInstanceOf(MariaDbDialect.class);
        assertThat(Dialects.ofUrl(H2Urls.memoryUrl("any"))).get().isInstanceOf(H2Dialect.class);
        assertThat(Dialects.ofUrl("jdbc:postgresql://db/latchkey")).isEmpty();
    }

    @Test
    void tells_servers_from_databases_of_one_process() {
        assertThat(Dialects.isServer("jdbc:mariadb://db/latchkey")).isTrue();
        assertThat(Dialects.isServer(H2Urls.memoryUrl("any"))).isFalse();
        assertThat(Dialects.isServer("jdbc:postgresql://db/latchkey")).isFalse();
    }

    @Test
    void finds_the_dialect_of_a_product_as_its_driver_reports_it() {
        assertThat(Dialects.ofProduct("MariaDB")).get().isInstanceOf(MariaDbDialect.class);
        assertThat(Dialects.ofProduct("H2")).get().isInstanceOf(H2Dialect.class);
        assertThat(Dialects.ofProduct("PostgreSQL")).isEmpty();
    }

    @Test
    void tells_what_is_supported() {
        assertThat(Dialects.products()).isEqualTo("MariaDB or H2");
        assertThat(Dialects.urlPrefixes()).isEqualTo("jdbc:mariadb: or jdbc:h2:");
    }
}
