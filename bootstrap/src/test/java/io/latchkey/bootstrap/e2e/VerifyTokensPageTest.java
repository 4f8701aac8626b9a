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
        String page = VerifyTokensPage.lines(mark.strip())
                .replace("\"" + VerifyTokensPage.ISSUER + "/.well-known/jwks.json\"", "keys")
                .replace("\"" + VerifyTokensPage.ISSUER + "\"", "issuer");
        String run = VerifyTokensPage.read(
                Path.of("src/test/java/io/latchkey/bootstrap/e2e").resolve(source + ".java"));
        assertThat(VerifyTokensPage.squeeze(run)).contains(VerifyTokensPage.squeeze(page));
    }
}
