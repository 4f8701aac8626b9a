package io.latchkey.adapters.sms.routing;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file of an operator's routing rules. A rule decides which messages go to which providers, in which order, and
 * with which sender.
 */
public final class RoutingFile {
    private static final Set<String> STEP =
            Set.of("providers", "from", "template-id", "values", "base-url", "wait", "on-request");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final List<Place> rules;
    private final Set<String> apps;

    private RoutingFile(List<Place> rules, Set<String> apps) {
        this.rules = rules;
        this.apps = apps;
    }

    /**
     * @param apps names of the apps that a rule may be for, including {@code native}
     * @throws InvalidDefinitionException naming file, line and key
     * @throws UncheckedIOException when the file cannot be read
     */
    public static RoutingFile read(Path file, Set<String> apps) {
        try {
            return read(file.toString(), Files.readString(file), apps);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RoutingFile read(String file, String yaml, Set<String> apps) {
        Section top = Place.root(file, yaml).section(Set.of("rules"));
        RoutingFile routing = new RoutingFile(top.get("rules").oneOrMore(), apps);
        routing.providers();
        return routing;
    }

    /** The names of all providers in the rules. */
    public Set<String> providers() {
        return places().map(Place::text).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @throws InvalidDefinitionException naming the first provider that does not exist, with file and line */
    public void require(Predicate<String> exists) {
        places().forEach(place -> place.require(
                exists.test(place.text()),
                "names " + place.text()
                        + ", of which there is no definition in latchkey.providers.folder or built in"));
    }

    private Stream<Place> places() {
        return rules.stream()
                .flatMap(rule -> steps(section(rule)).stream())
                .flatMap(step -> names(step.get("providers")).stream());
    }

    /**
     * The rules, after checking that every named provider exists and supports what the rule asks for.
     *
     * @param providers finds the provider with a name that reaches a kind of contact
     * @param isBaseUrl whether calls may go to an address
     * @throws InvalidDefinitionException naming file, line and key
     */
    public List<RoutingRule> rules(
            BiFunction<String, ContactKind, Optional<Provider>> providers, Predicate<URI> isBaseUrl) {
        List<RoutingRule> all = new ArrayList<>();
        for (Place place : rules) {
            Section rule = section(place);
            RouteCriteria criteria =
                    rule.find("when").map(this::criteria).orElseGet(() -> RouteCriteria.all(ContactKind.PHONE));
            List<Section> steps = steps(rule);
            List<RouteStep> made = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                // What is taken on request only follows nothing, and nothing follows it.
                boolean isLast = isOnRequest(steps.get(i))
                        || steps.subList(i + 1, steps.size()).stream().allMatch(RoutingFile::isOnRequest);
                made.add(step(steps.get(i), isLast, criteria.kind(), providers, isBaseUrl));
            }
            requireChoices(rule, steps, made);
            all.add(new RoutingRule(criteria, made));
        }
        return all;
    }

    private static boolean isOnRequest(Section step) {
        return step.find("on-request")
                .map(place -> {
                    place.require(place.text().matches("true|false"), "must be true or false");
                    return place.text().equals("true");
                })
                .orElse(false);
    }

    private static void requireChoices(Section rule, List<Section> steps, List<RouteStep> made) {
        rule.place()
                .require(
                        !made.stream().allMatch(RouteStep::onRequest),
                        "must have a step that is not on-request, for messages whose channel nobody chose");
        for (int i = 0; i < made.size(); i++) {
            RouteStep step = made.get(i);
            boolean isAlone = made.stream()
                            .filter(other -> other.channel() == step.channel())
                            .count()
                    == 1;
            steps.get(i)
                    .place()
                    .require(
                            !step.onRequest() || isAlone,
                            "is on-request, but another step of the rule has the same channel");
        }
    }

    private static Section section(Place rule) {
        boolean hasSteps = rule.members().containsKey("steps");
        Set<String> known = new HashSet<>(hasSteps ? Set.of("steps") : STEP);
        known.add("when");
        return rule.section(known);
    }

    /** The steps of a rule. A rule with a single step may leave the list out. */
    private static List<Section> steps(Section rule) {
        return rule.find("steps")
                .map(list -> list.oneOrMore().stream()
                        .map(step -> step.section(STEP))
                        .toList())
                .orElseGet(() -> List.of(rule));
    }

    private static List<Place> names(Place providers) {
        return providers.isMap()
                ? providers.members().entrySet().stream()
                        .map(member -> providers.named(member.getKey()))
                        .toList()
                : providers.oneOrMore();
    }

    private RouteCriteria criteria(Place when) {
        Section section = when.section(Set.of("channel", "country", "prefix", "purpose", "app"));
        ContactKind kind = section.find("channel")
                .map(place -> place.read(RoutingFile::kind))
                .orElse(ContactKind.PHONE);
        Set<String> countries = Set.of(Locale.getISOCountries());
        return new RouteCriteria(
                kind,
                texts(section, "country", countries::contains, "must be ISO 3166 codes such as DE"),
                texts(section, "prefix", text -> text.matches("\\+[1-9][0-9]{0,14}"), "must be such as \"+4915\""),
                texts(
                        section,
                        "purpose",
                        RoutingFile::isPurpose,
                        "must be verify-contact, sign-in, second-factor, reset-password, custom, custom:<name> or notice"),
                texts(
                        section,
                        "app",
                        apps::contains,
                        "must be one of " + apps.stream().sorted().collect(Collectors.joining(", "))));
    }

    private static ContactKind kind(String text) {
        try {
            return ContactKind.parse(text);
        } catch (InvalidValueException bad) {
            throw new IllegalArgumentException(bad.reason(), bad);
        }
    }

    private static boolean isPurpose(String text) {
        try {
            return text.equals("notice")
                    || text.equals("custom")
                    || !OtpPurpose.parse(text).value().isEmpty();
        } catch (InvalidValueException none) {
            return false;
        }
    }

    private static Set<String> texts(Section section, String key, Predicate<String> isGood, String otherwise) {
        List<Place> places = section.find(key).map(Place::oneOrMore).orElseGet(List::of);
        places.forEach(place -> place.require(isGood.test(place.text()), otherwise));
        return places.stream().map(Place::text).collect(Collectors.toSet());
    }

    private static RouteStep step(
            Section step,
            boolean isLast,
            ContactKind to,
            BiFunction<String, ContactKind, Optional<Provider>> providers,
            Predicate<URI> isBaseUrl) {
        Place names = step.get("providers");
        SenderProfile profile = profile(step, isBaseUrl);
        List<ProviderChoice> choices = new ArrayList<>();
        Channel channel = null;
        for (Place name : names(names)) {
            Provider provider = providers
                    .apply(name.text(), to)
                    .orElseThrow(() -> name.refuse("names no provider of " + to.wireName() + ": " + name.text()));
            name.require(
                    channel == null || channel == provider.channel(),
                    "must name providers of one kind; " + provider.channel().wireName() + " is another step");
            channel = provider.channel();
            provider.unknownValue(profile).ifPresent(value -> {
                throw step.place().refuse("sets " + value + ", which " + name.text() + " has no use for");
            });
            step.find("from")
                    .ifPresent(from -> provider.refusedSender(from.text()).ifPresent(why -> {
                        throw from.refuse(why + " for " + name.text());
                    }));
            boolean isTwice =
                    choices.stream().anyMatch(choice -> choice.provider().equals(name.text()));
            name.require(!isTwice, "names " + name.text() + " twice");
            choices.add(new ProviderChoice(name.text(), weight(names, name.text())));
        }
        if (channel == null) {
            throw names.refuse("must not be empty");
        }
        if (channel == Channel.EMAIL) {
            step.find("from")
                    .ifPresent(from ->
                            from.require(isAddress(from.text()), "must be an e-mail address, the sender of the mails"));
        }
        Optional<Place> wait = step.find("wait");
        if (isLast) {
            wait.ifPresent(place -> {
                throw place.refuse("is for a step that another one follows");
            });
        } else if (wait.isEmpty()) {
            throw step.place().refuse("must have the key wait, as another step follows");
        }
        return new RouteStep(
                channel,
                choices,
                names.isMap(),
                profile,
                wait.map(RoutingFile::wait).orElse(Duration.ZERO),
                isOnRequest(step));
    }

    private static boolean isAddress(String text) {
        try {
            return !EmailAddress.parse(text).value().isEmpty();
        } catch (InvalidValueException none) {
            return false;
        }
    }

    private static int weight(Place providers, String name) {
        Place weight = providers.isMap() ? providers.members().get(name) : null;
        if (weight == null) {
            return 1;
        }
        weight.require(weight.text().matches("[1-9][0-9]{0,2}|1000"), "must be a weight from 1 to 1000");
        return Integer.parseInt(weight.text());
    }

    private static Duration wait(Place place) {
        Duration wait = Fields.duration(place);
        place.require(!wait.isZero() && wait.compareTo(LONGEST_WAIT) <= 0, "must be more than zero and at most PT1H");
        return wait;
    }

    private static SenderProfile profile(Section step, Predicate<URI> isBaseUrl) {
        Map<String, String> values = new HashMap<>();
        step.find("values")
                .ifPresent(place -> place.members().forEach((name, value) -> values.put(name, value.text())));
        step.find("template-id")
                .ifPresent(place -> place.require(
                        values.put(ProviderSettings.TEMPLATE_ID, place.text()) == null, "is among the values too"));
        return new SenderProfile(
                step.find("from").map(Place::text),
                values,
                step.find("base-url").map(place -> {
                    URI address = place.read(URI::create);
                    place.require(isBaseUrl.test(address), "must be an https address without user, query and fragment");
                    return address.toString();
                }));
    }
}
