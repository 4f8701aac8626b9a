package io.latchkey.adapters.sms.protocol;

import io.latchkey.adapters.sms.check.SmppCheck;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderContext;
import io.latchkey.adapters.sms.provider.ProviderFacts;
import io.latchkey.adapters.sms.provider.ProviderType;
import io.latchkey.adapters.sms.smpp.SmppDefinition;
import io.latchkey.adapters.sms.smpp.SmppDefinitionReader;
import io.latchkey.adapters.sms.smpp.SmppProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carriers that speak SMPP, each described by a data file. An opened provider binds at once and stays bound. */
public final class SmppProtocol implements ProviderType {
    @Override
    public Optional<String> section() {
        return Optional.of(SmppDefinitionReader.SECTION);
    }

    @Override
    public Definition read(Place file) {
        return new Described(SmppDefinitionReader.read(file));
    }

    private record Described(SmppDefinition definition) implements Definition {
        @Override
        public ProviderFacts facts() {
            return definition.facts();
        }

        @Override
        public Provider open(ProviderContext context) {
            return SmppProvider.prepare(definition, context.settings(), context.clock(), context.reports());
        }

        @Override
        public List<CheckResult> check(Map<String, String> values) {
            return SmppCheck.run(definition, values);
        }
    }
}
