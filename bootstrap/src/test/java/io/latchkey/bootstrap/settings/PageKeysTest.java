package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.rest.pages.PageSettings;
import io.latchkey.bootstrap.settings.subject.PageKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageKeysTest {
    private static PageSettings pages(Map<String, String> values) {
        return PageKeys.pages(SettingsFixture.reading(values));
    }

    @Test
    void serves_every_page_in_dev_mode() {
        assertThat(pages(Map.of())).isEqualTo(new PageSettings("Latchkey", true, true, true, true));
    }

    @Test
    void serves_a_start_page_for_people_alone_in_production_mode() {
        assertThat(pages(Map.of("latchkey.mode", "production", "latchkey.messages.site", "Ada's")))
                .isEqualTo(new PageSettings("Ada's", false, true, false, false));
        assertThat(pages(Map.of("latchkey.mode", "production", "latchkey.pages.openapi", "true")))
                .isEqualTo(new PageSettings("Latchkey", false, true, true, true));
    }

    @Test
    void serves_what_the_operator_wants() {
        assertThat(pages(Map.of("latchkey.pages.start", "false", "latchkey.pages.docs", "false")))
                .isEqualTo(new PageSettings("Latchkey", true, false, false, true));
        assertThat(pages(Map.of("latchkey.pages.openapi", "false")))
                .isEqualTo(new PageSettings("Latchkey", true, true, false, false));
    }

    @Test
    void refuses_an_api_browser_without_documents() {
        assertThatThrownBy(() -> pages(Map.of("latchkey.pages.docs", "true", "latchkey.pages.openapi", "false")))
                .hasMessage("latchkey.pages.docs needs latchkey.pages.openapi, which it shows.");
    }
}
