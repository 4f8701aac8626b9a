package io.latchkey.adapters.sms.protocol;

import io.latchkey.adapters.sms.check.HttpCheck;
import io.latchkey.adapters.sms.check.HttpExplanation;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpDefinitionReader;
import io.latchkey.adapters.sms.http.HttpProvider;
import io.latchkey.adapters.sms.http.HttpReceiptReader;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.Explanation;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderContext;
import io.latchkey.adapters.sms.provider.ProviderFacts;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.ProviderType;
import io.latchkey.application.delivery.port.ReceiptReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP providers, each described by a data file. */
public final class HttpProtocol implements ProviderType {
    @Override
    public Optional<String> section() {
        return Optional.of(HttpDefinitionReader.SECTION);
    }

    @Override
    public Definition read(Place file) {
        return new Described(HttpDefinitionReader.read(file));
    }

    /** An HTTP provider that can be opened and checked. */
    record Described(HttpDefinition definition) implements Definition {
        @Override
        public ProviderFacts facts() {
            return definition.facts();
        }

        @Override
        public boolean ownsCodes() {
            return definition.verification().isPresent();
        }

        @Override
        public Provider open(ProviderContext context) {
            return new HttpProvider(definition, context.settings(), context.clock());
        }

        @Override
        public ReceiptReader receipts(ProviderSettings settings, Clock clock) {
            return new HttpReceiptReader(definition, settings, clock);
        }

        @Override
        public List<CheckResult> check(Map<String, String> values) {
            return HttpCheck.run(definition, values);
        }

        @Override
        public Optional<Explanation> explanation() {
            return Optional.of(new HttpExplanation(definition));
        }
    }
}
