package io.latchkey.bootstrap;

import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.numbering.NumberingPlans;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.application.shared.service.ReachablePhones;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.FixedCodeNumberList;
import io.latchkey.bootstrap.settings.LoweredProtection;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.StartCheck;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.PublicUrl;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.ImageKeys;
import io.latchkey.bootstrap.settings.subject.MasterSecretKeys;
import io.latchkey.bootstrap.settings.subject.OriginKeys;
import io.latchkey.bootstrap.settings.subject.PageKeys;
import io.latchkey.bootstrap.settings.subject.PasswordKeys;
import io.latchkey.bootstrap.settings.subject.PhoneKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.shared.PhoneNumberPolicy;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that is made from settings before the service opens its database. Whatever is amiss is told in one message. */
record Configuration(
        Settings settings,
        String publicUrl,
        RestConfiguration rest,
        ContactParser contacts,
        FixedCodeNumberList testNumbers,
        Delivery delivery) {
    private static final System.Logger LOG = System.getLogger(Configuration.class.getName());

    /**
     * Reads and checks the whole configuration. The delivery it opens has to be closed.
     *
     * @throws InvalidSettingException with every problem that was found
     */
    static Configuration read(Settings settings, Clock clock) {
        Problems problems = new Problems();
        problems.add(settings.problems());
        problems.read(() -> checked(settings));
        String publicUrl = PublicUrl.of(settings);
        Optional<RestConfiguration> rest = settings.read(problems, RestConfiguration::read);
        readers().forEach(reader -> settings.read(problems, reader));
        NumberingPlans numbers = settings.read(problems, Configuration::numbers).orElseThrow();
        PhoneNumberPolicy phones = settings.read(problems, PhoneKeys::policy).orElseThrow();
        ContactParser contacts = new NumberingPlanContactParser(numbers, new ReachablePhones(numbers, phones));
        Optional<FixedCodeNumberList> testNumbers =
                problems.read(() -> FixedCodeNumberList.read(settings, contacts, clock));
        Optional<Delivery> delivery = problems.read(() -> new Delivery(settings, contacts, numbers, publicUrl, clock));
        if (!problems.sentences().isEmpty()) {
            delivery.ifPresent(Delivery::close);
        }
        problems.refuse();
        return new Configuration(
                settings, publicUrl, rest.orElseThrow(), contacts, testNumbers.orElseThrow(), delivery.orElseThrow());
    }

    private static Settings checked(Settings settings) {
        // Without the operator's file most of what production mode needs would be missing for no other reason.
        if (!settings.isRefused(ServerKeys.CONFIG_FILE)) {
            StartCheck.check(settings);
        }
        return settings;
    }

    static NumberingPlans numbers(Settings settings) {
        return settings.build(
                RequestKeys.DEFAULT_REGION.key(), read -> new NumberingPlans(read.get(RequestKeys.DEFAULT_REGION)));
    }

    /** What is made of settings later, tried here so that it is refused together with the rest. */
    private static List<Function<Settings, ?>> readers() {
        Stream<Function<Settings, ?>> policies = ConfiguredPolicies.all().stream()
                .map(policy ->
                        settings -> policy.apply(new ConfiguredPolicies(settings, FixedCodeNumbers.of(List.of()))));
        Stream<Function<Settings, ?>> others = Stream.of(
                PasswordKeys::argon2,
                ImageKeys::limits,
                settings -> TokenKeys.keyRing(settings, Catalog.accessTokenLifetimes()),
                EssdeeWiring::read,
                settings -> OriginKeys.browserSessions(settings, PublicUrl.of(settings)),
                PageKeys::pages,
                Configuration::requireLongSecrets);
        return Stream.concat(policies, others).toList();
    }

    /** Production mode asks for more, which {@link StartCheck} tells. */
    private static boolean requireLongSecrets(Settings settings) {
        if (settings.get(ServerKeys.MODE) == Mode.DEV) {
            MasterSecrets unused = MasterSecretKeys.secrets(
                    settings, settings.find(MasterSecretKeys.SECRET).orElse("0".repeat(MasterSecrets.SHORTEST)));
        }
        return true;
    }

    /** The operator's secrets; in dev mode generated ones, where the operator set none. */
    MasterSecrets secrets() {
        return MasterSecretKeys.secrets(settings);
    }

    /** Tells the operator in log and audit trail what the configuration lowers. */
    void tell(AuditTrail audit) {
        testNumbers.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        List<LoweredProtection> lowered = LoweredProtection.of(settings);
        if (settings.get(ServerKeys.MODE) == Mode.DEV) {
            LOG.log(Level.INFO, "Development mode: messages are kept for {0}/dev/inbox", publicUrl);
            LOG.log(
                    Level.INFO,
                    "Of the settings, {0} protect less than production mode should; it lists them at its start",
                    lowered.size());
            return;
        }
        lowered.forEach(one ->
                audit.record(AuditTrail.Event.PROTECTION_LOWERED, Map.of("setting", one.key(), "value", one.value())));
        if (!lowered.isEmpty()) {
            LOG.log(Level.WARNING, "Settings in force that lower protections:" + LoweredProtection.table(lowered));
        }
    }
}
