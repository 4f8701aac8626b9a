package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.http.ReasonCodes;
import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.adapters.sms.smpp.SmppDefinition.Notation;
import io.latchkey.adapters.sms.smpp.SmppDefinition.Numbering;
import io.latchkey.adapters.sms.smpp.SmppDefinition.References;
import io.latchkey.adapters.sms.smpp.SmppDefinition.Server;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads definitions of carriers that speak SMPP. */
public final class SmppDefinitionReader {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern STATUS = Pattern.compile("0x[0-9A-Fa-f]{1,8}|[0-9]{1,9}");
    private static final Set<String> ALPHABETS = Set.of(
            "alphabet", "charset", "data-coding", "national-language", "shift-table", "locking-shift", "single-shift");
    private static final int DEFAULT_WINDOW = 10;
    private static final int LARGEST_WINDOW = 1000;
    private static final int LARGEST_PORT = 65535;
    private static final Duration DEFAULT_ENQUIRE_LINK = Duration.ofSeconds(30);
    private static final Duration SHORTEST_ENQUIRE_LINK = Duration.ofSeconds(1);
    private static final Duration LONGEST_ENQUIRE_LINK = Duration.ofMinutes(10);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(2);

    /** The key that marks a file as such a definition. */
    public static final String SECTION = "smpp";

    private static final Set<String> KEYS =
            Set.of("name", "channel", "defaults", SECTION, "errors", "receipts", "price", "limits");
    private static final Set<String> SESSION_KEYS = Set.of(
            "host",
            "port",
            "tls",
            "system-id",
            "password",
            "system-type",
            "bind",
            "source",
            "window",
            "enquire-link",
            "reference");

    private SmppDefinitionReader() {}

    /** @throws InvalidDefinitionException naming file, line and key of all problems */
    public static SmppDefinition read(Place root) {
        Problems problems = new Problems();
        Section top = problems.section(root, KEYS);
        problems.attempt(() -> channel(top.get("channel")));
        Supplier<Section> smpp =
                problems.attempt(() -> problems.section(withoutShiftTables(top.get(SECTION)), SESSION_KEYS));
        Supplier<String> name = problems.attempt(() -> Fields.name(top));
        Supplier<Map<String, String>> defaults = problems.attempt(() -> Fields.defaults(top));
        Supplier<Server> server = problems.attempt(() -> server(smpp.get()));
        Supplier<Template> systemId =
                problems.attempt(() -> Fields.secret(smpp.get().get("system-id")));
        Supplier<Template> password =
                problems.attempt(() -> Fields.secret(smpp.get().get("password")));
        Supplier<Template> systemType = problems.attempt(
                () -> smpp.get().find("system-type").map(Fields::secret).orElseGet(() -> Template.literal("")));
        Supplier<Boolean> hearsReceipts = problems.attempt(() ->
                smpp.get().find("bind").map(SmppDefinitionReader::hearsReceipts).orElse(true));
        Supplier<Optional<Numbering>> source =
                problems.attempt(() -> smpp.get().find("source").map(SmppDefinitionReader::numbering));
        Supplier<Integer> window = problems.attempt(() -> smpp.get()
                .find("window")
                .map(place -> number(place, 1, LARGEST_WINDOW))
                .orElse(DEFAULT_WINDOW));
        Supplier<Duration> enquireLink = problems.attempt(() -> smpp.get()
                .find("enquire-link")
                .map(SmppDefinitionReader::enquireLink)
                .orElse(DEFAULT_ENQUIRE_LINK));
        Supplier<References> references = problems.attempt(() -> smpp.get()
                .find("reference")
                .map(SmppDefinitionReader::references)
                .orElseGet(() -> new References(Notation.TEXT, Notation.TEXT)));
        Supplier<Optional<Section>> errors =
                problems.attempt(() -> top.find("errors").map(place -> problems.section(place, errorKeys())));
        Supplier<Map<Integer, ErrorClass>> classes = problems.attempt(
                () -> errors.get().map(SmppDefinitionReader::errors).orElseGet(Map::of));
        Supplier<ReasonCodes> reasons = problems.attempt(
                () -> top.find("receipts").map(SmppDefinitionReader::reasons).orElse(ReasonCodes.NONE));
        Supplier<Duration> pause = problems.attempt(() -> errors.get()
                .flatMap(section -> section.find("wait"))
                .map(Fields::duration)
                .orElse(DEFAULT_PAUSE));
        Supplier<Optional<Price>> price =
                problems.attempt(() -> top.find("price").map(Price::read));
        Supplier<Optional<Integer>> perSecond =
                problems.attempt(() -> top.find("limits").map(Fields::perSecond));
        problems.refuseAny();
        return new SmppDefinition(
                name.get(),
                defaults.get(),
                server.get(),
                new SmppDefinition.Account(systemId.get(), password.get(), systemType.get()),
                hearsReceipts.get(),
                source.get(),
                window.get(),
                enquireLink.get(),
                references.get(),
                classes.get(),
                reasons.get(),
                pause.get(),
                price.get(),
                perSecond.get());
    }

    private static Place channel(Place place) {
        place.require(place.text().equals("sms"), "must be sms");
        return place;
    }

    /** Says why a key that other programs have is not known here. */
    private static Place withoutShiftTables(Place smpp) {
        if (smpp.isMap()) {
            smpp.members().forEach((key, value) -> {
                if (ALPHABETS.contains(key)) {
                    throw value.refuse(
                            "is not supported: a text beyond the default GSM alphabet goes in UCS-2, never by a"
                                    + " national language shift table (3GPP TS 23.038 §6.2.1.2)");
                }
            });
        }
        return smpp;
    }

    private static Server server(Section smpp) {
        Place host = smpp.get("host");
        host.require(HOST.matcher(host.text()).matches(), "must be the name or address of a host");
        boolean isTls = smpp.find("tls")
                .map(place -> {
                    place.require(Set.of("true", "false").contains(place.text()), "must be true or false");
                    return place.text().equals("true");
                })
                .orElse(true);
        return new Server(
                host.text(),
                smpp.find("port").map(place -> number(place, 1, LARGEST_PORT)).orElse(Server.standardPort(isTls)),
                isTls);
    }

    private static boolean hearsReceipts(Place place) {
        place.require(
                Set.of("transceiver", "transmitter").contains(place.text()),
                "must be transceiver, or transmitter where no receipts are to come");
        return place.text().equals("transceiver");
    }

    private static Numbering numbering(Place place) {
        Section section = place.section(Set.of("ton", "npi"));
        Place plan = section.get("npi");
        int npi = number(plan, 0, 18);
        plan.require(
                Numbering.PLANS.contains(npi),
                "must be one of "
                        + Numbering.PLANS.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
        return new Numbering(number(section.get("ton"), 0, 6), npi);
    }

    private static Duration enquireLink(Place place) {
        Duration silence = Fields.duration(place);
        place.require(
                silence.compareTo(SHORTEST_ENQUIRE_LINK) >= 0 && silence.compareTo(LONGEST_ENQUIRE_LINK) <= 0,
                "must be PT1S to PT10M");
        return silence;
    }

    private static References references(Place place) {
        Section section = place.section(Set.of("answer", "receipt"));
        References references = new References(
                Fields.choice(section.get("answer"), Notation.class),
                Fields.choice(section.get("receipt"), Notation.class));
        place.require(
                (references.answer() == Notation.TEXT) == (references.receipt() == Notation.TEXT),
                "must have text for both of answer and receipt, or for neither");
        return references;
    }

    private static Set<String> errorKeys() {
        return Stream.concat(
                        Stream.of("wait"), Arrays.stream(ErrorClass.values()).map(ErrorClass::wireName))
                .collect(Collectors.toSet());
    }

    private static Map<Integer, ErrorClass> errors(Section section) {
        Map<Integer, ErrorClass> errors = new HashMap<>();
        Problems problems = new Problems();
        for (ErrorClass errorClass : ErrorClass.values()) {
            section.find(errorClass.wireName())
                    .ifPresent(listed -> problems.each(listed.oneOrMore(), one -> {
                        boolean isNew = errors.putIfAbsent(status(one), errorClass) == null;
                        one.require(isNew, "is in two classes or twice in one");
                    }));
        }
        problems.refuseAny();
        return Map.copyOf(errors);
    }

    private static ReasonCodes reasons(Place receipts) {
        return ReasonCodes.read(receipts.section(Set.of("errors")).get("errors"));
    }

    private static Integer status(Place place) {
        String text = place.text();
        place.require(STATUS.matcher(text).matches(), "must be a command status such as 0x58");
        int status = text.startsWith("0x") ? Integer.parseUnsignedInt(text.substring(2), 16) : Integer.parseInt(text);
        place.require(status != 0, "must not be 0, which means that all is well");
        return status;
    }

    private static int number(Place place, int least, int most) {
        place.require(
                place.text().matches("0|[1-9][0-9]{0,5}")
                        && Integer.parseInt(place.text()) >= least
                        && Integer.parseInt(place.text()) <= most,
                "must be a whole number from " + least + " to " + most);
        return Integer.parseInt(place.text());
    }
}
