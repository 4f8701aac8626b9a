package io.latchkey.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.shared.Channel;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Refusals ALL =
            Refusals.NONE.by(0, "acme").of(Channel.SMS).by(10, "acme").of(Channel.WHATSAPP);

    @Test
    void reads_back_what_it_stored() {
        assertThat(Refusals.ofStored(ALL.stored())).isEqualTo(ALL);
        assertThat(Refusals.ofStored(Refusals.NONE.stored())).isEqualTo(Refusals.NONE);
    }

    /** A store cuts long texts at their end. A reader who opted out counts for more than a provider that refused. */
    @Test
    void stores_channels_before_providers() {
        Refusals cut = Refusals.ofStored(
                ALL.stored().substring(0, ALL.stored().indexOf(':')).replaceFirst("[0-9]+$", ""));
        assertThat(cut.isClosed(Channel.SMS)).isTrue();
        assertThat(cut.isClosed(Channel.WHATSAPP)).isTrue();
        assertThat(cut.isRefusedBy(10, "acme")).isFalse();
    }
}
