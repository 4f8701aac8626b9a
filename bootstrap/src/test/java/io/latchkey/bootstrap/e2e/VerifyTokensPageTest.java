package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyTokensPageTest {
    @ParameterizedTest
    @CsvSource({
        "the application, orders/OrdersApplication",
        "the resource, orders/OrdersResource",
        "Spring, ResourceServer",
        "Spring's roles, ResourceServer",
        "SmallRye, ResourceServer"
    })
    void shows_the_lines_that_the_tests_run(String mark, String source) {
        String page = ManualPage.lines("verify-tokens", mark)
                .replace("\"" + ManualPage.SERVICE + "/.well-known/jwks.json\"", "keys")
                .replace("\"" + ManualPage.SERVICE + "\"", "issuer");
        String run = ManualPage.read(
                Path.of("src/test/java/io/latchkey/bootstrap/e2e").resolve(source + ".java"));
        assertThat(ManualPage.squeeze(run)).contains(ManualPage.squeeze(page));
    }
}
