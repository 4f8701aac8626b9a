package io.latchkey.adapters.sms.http;

import java.net.URI;
import java.security.PublicKey;
import java.util.Optional;

/** What a receiver of notifications asks Amazon SNS for. */
public interface SnsNotifier {
    /** Has no certificate and calls nobody. */
    SnsNotifier NONE = new SnsNotifier() {
        @Override
        public Optional<PublicKey> key(URI certificate) {
            return Optional.empty();
        }

        @Override
        public void confirm(URI subscription) {}
    };

    /**
     * The key of a certificate of SNS.
     *
     * @return empty when there is no valid certificate at the address
     * @throws NotifierBusyException when SNS does not answer now
     */
    Optional<PublicKey> key(URI certificate);

    /**
     * Tells SNS that notifications of a topic may come here.
     *
     * @throws NotifierBusyException when SNS does not answer now
     */
    void confirm(URI subscription);
}
