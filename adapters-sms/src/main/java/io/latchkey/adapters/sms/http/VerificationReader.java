package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the section {@code verification}: the calls about codes that the provider makes itself. */
final class VerificationReader {
    static final String SECTION = "verification";

    /** What holds our code, which such a provider must not get. */
    private static final Set<String> OURS = Set.of("text", "textSpoken", "code", "codeSpoken", "html", "subject");

    /** What an answer may say of a guess. */
    private static final List<Verdict> VERDICTS = List.of(Verdict.RIGHT, Verdict.WRONG, Verdict.USED_UP, Verdict.OVER);

    private VerificationReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems */
    static Optional<Verification> read(Section top, HttpDefinition.Request start) {
        if (!top.has(SECTION)) {
            return Optional.empty();
        }
        top.place().require(top.has("reference"), "must have the key reference, by which a verification is checked");
        OURS.stream()
                .sorted()
                .forEach(name -> top.get("request")
                        .require(
                                start.templates().stream().noneMatch(template -> template.names(name)),
                                "must not have {" + name + "}: the provider makes the code"));
        Problems problems = new Problems();
        Section section =
                problems.section(top.get(SECTION), Set.of("digits", "check", "cancel", "cancels-first", "silent-url"));
        Supplier<Template> digits = problems.attempt(() -> digits(section));
        Supplier<Section> check = problems.attempt(() -> section.get("check").section(checkKeys()));
        Supplier<SideCall> checkCall = problems.attempt(() -> check(check.get()));
        Supplier<List<Selector>> at = problems.attempt(
                () -> check.get().find("at").map(HttpFields::selectors).orElseGet(List::of));
        Supplier<List<Verification.Meaning>> meanings = problems.attempt(() -> meanings(check.get()));
        Supplier<String> sample = problems.attempt(
                () -> check.get().find("sample").map(AnswerReader::refusal).orElse(""));
        Supplier<Optional<SideCall>> cancel = problems.attempt(
                () -> section.find("cancel").map(place -> SideCallReader.ending(place.section(SideCallReader.keys()))));
        Supplier<Boolean> cancelsFirst = problems.attempt(() -> cancelsFirst(section));
        Supplier<Optional<Template>> silentUrl = problems.attempt(() ->
                section.find("silent-url").map(place -> RequestReader.url(place, Set.of(FollowUp.REFERENCE))));
        problems.refuseAny();
        return Optional.of(new Verification(
                digits.get(),
                checkCall.get(),
                cancel.get(),
                cancelsFirst.get(),
                silentUrl.get(),
                new Verification.Words(at.get(), meanings.get(), sample.get())));
    }

    private static Set<String> checkKeys() {
        Set<String> keys = SideCallReader.keys("at", "sample");
        VERDICTS.forEach(verdict -> keys.add(Verification.nameOf(verdict)));
        return keys;
    }

    private static Template digits(Section section) {
        Optional<Place> place = section.find("digits");
        section.place()
                .require(
                        place.isPresent() != section.has("silent-url"),
                        "must have one of digits, for codes that are typed, and silent-url");
        return place.map(Fields::secret).orElseGet(() -> Template.literal("0"));
    }

    private static Boolean cancelsFirst(Section section) {
        boolean isWanted = section.find("cancels-first").map(Fields::flag).orElse(false);
        section.place().require(!isWanted || section.has("cancel"), "must have the key cancel beside cancels-first");
        return isWanted;
    }

    private static SideCall check(Section section) {
        Set<String> placeholders = Set.of("to", "toDigits", Verification.CODE);
        SideCall call = SideCallReader.call(section, "POST", placeholders);
        section.place()
                .require(
                        call.body().isPresent()
                                && call.templates().stream().anyMatch(template -> template.names(Verification.CODE)),
                        "must have {code} in its body");
        return call;
    }

    private static List<Verification.Meaning> meanings(Section check) {
        check.place().require(check.has("right") && check.has("wrong"), "must have the keys right and wrong");
        List<Verification.Meaning> meanings = new ArrayList<>();
        VERDICTS.forEach(verdict -> check.find(Verification.nameOf(verdict))
                .ifPresent(list ->
                        list.oneOrMore().forEach(one -> meanings.add(meaning(one, verdict, check.has("at"))))));
        // Lines for one word or status go before lines for many of them.
        meanings.sort(Comparator.comparing(Verification.Meaning::isWide));
        return List.copyOf(meanings);
    }

    private static Verification.Meaning meaning(Place place, Verdict verdict, boolean hasWords) {
        Optional<AnswerRules.Statuses> statuses = AnswerRules.Statuses.parse(place.text());
        place.require(
                verdict != Verdict.RIGHT
                        || statuses.filter(range -> range.low() / 100 != 2).isEmpty(),
                "must be a status of success");
        place.require(statuses.isPresent() || hasWords, "needs check.at, which says where the provider's words stand");
        Optional<AnswerRules.Pattern> word =
                statuses.isPresent() ? Optional.empty() : Optional.of(new AnswerRules.Pattern(place.text()));
        return new Verification.Meaning(verdict, statuses, word);
    }
}
