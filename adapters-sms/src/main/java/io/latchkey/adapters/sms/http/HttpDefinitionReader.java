package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.domain.shared.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads definitions of HTTP providers. Every key must be known, every placeholder must have a meaning, and no required
 * key may be missing.
 */
public final class HttpDefinitionReader {
    /** The key that marks a file as such a definition. */
    public static final String SECTION = "request";

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    /** Placeholders that only messages to phones have. */
    private static final Set<String> OF_PHONES = Set.of("toDigits", "textSpoken", "codeSpoken", "unicode");

    private static final Set<String> KEYS = Set.of(
            "name",
            "channel",
            "defaults",
            "languages",
            SECTION,
            "auth",
            "accepted",
            "reference",
            "errors",
            "receipts",
            "poll",
            "feedback",
            VerificationReader.SECTION,
            "price",
            "limits");

    private HttpDefinitionReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems */
    public static HttpDefinition read(Place root) {
        return read(Fields::name, root);
    }

    /**
     * Reads a definition and gives it this name; the file itself has none.
     *
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems
     */
    public static HttpDefinition read(String name, Place root) {
        return read(top -> name, root);
    }

    private static HttpDefinition read(Function<Section, String> naming, Place root) {
        Problems problems = new Problems();
        Section top = problems.section(root, KEYS);
        Supplier<String> name = problems.attempt(() -> naming.apply(top));
        Supplier<Channel> channel = problems.attempt(() -> channel(top.get("channel")));
        Supplier<Map<String, String>> defaults = problems.attempt(() -> Fields.defaults(top));
        Supplier<Map<String, String>> languages = problems.attempt(
                () -> top.find("languages").map(HttpDefinitionReader::languages).orElseGet(Map::of));
        Supplier<HttpDefinition.Request> read =
                problems.attempt(() -> RequestReader.request(top.get(SECTION), !top.has(VerificationReader.SECTION)));
        Supplier<HttpDefinition.Request> request = problems.attempt(() -> fitting(channel.get(), read.get(), top));
        Supplier<ProviderAuth> auth =
                problems.attempt(() -> top.find("auth").map(AuthReader::auth).orElseGet(ProviderAuth.None::new));
        Supplier<AnswerRules> answers = problems.attempt(() -> AnswerReader.answers(top));
        Supplier<Optional<ReceiptForm>> receipts =
                problems.attempt(() -> top.find("receipts").map(ReceiptFormReader::receipts));
        Supplier<FollowUp> followUp = problems.attempt(() -> FollowUpReader.read(top));
        Supplier<Optional<Verification>> verification =
                problems.attempt(() -> VerificationReader.read(top, request.get()));
        Supplier<Optional<Price>> price =
                problems.attempt(() -> top.find("price").map(Price::read));
        Supplier<Optional<Integer>> perSecond =
                problems.attempt(() -> top.find("limits").map(Fields::perSecond));
        problems.refuseAny();
        return new HttpDefinition(
                name.get(),
                channel.get(),
                defaults.get(),
                languages.get(),
                request.get(),
                auth.get(),
                answers.get(),
                receipts.get(),
                followUp.get(),
                verification.get(),
                price.get(),
                perSecond.get());
    }

    private static Channel channel(Place place) {
        return Stream.of(Channel.values())
                .filter(channel -> channel.wireName().equals(place.text()))
                .findFirst()
                .orElseThrow(() -> place.refuse("must be one of "
                        + Stream.of(Channel.values()).map(Channel::wireName).collect(Collectors.joining(", "))));
    }

    /** Refuses placeholders of other channels' messages, and an e-mail of ours without a subject. */
    private static HttpDefinition.Request fitting(Channel channel, HttpDefinition.Request request, Section top) {
        Place place = top.get(SECTION);
        boolean isMail = channel == Channel.EMAIL;
        (isMail ? OF_PHONES : MailValues.NAMES)
                .stream()
                        .sorted()
                        .forEach(name -> place.require(
                                request.templates().stream().noneMatch(template -> template.names(name)),
                                "has the placeholder {" + name + "}, which is not for channel " + channel.wireName()));
        place.require(
                !isMail
                        || top.has(VerificationReader.SECTION)
                        || request.templates().stream().anyMatch(template -> template.names("subject")),
                "must have {subject} in its body");
        return request;
    }

    private static Map<String, String> languages(Place place) {
        Map<String, String> names = new LinkedHashMap<>();
        place.members().forEach((language, name) -> {
            name.require(LANGUAGE.matcher(language).matches(), "must have a language such as en or pt-BR in front");
            names.put(language, name.text());
        });
        return Map.copyOf(names);
    }
}
