package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the section {@code verification}: the calls about codes that the provider makes itself. */
final class VerificationReader {
    static final String SECTION = "verification";

    private static final Pattern STATUS = Pattern.compile("http ([1-5])([0-9]{2}|xx)");
    /** What holds our code, which such a provider must not get. */
    private static final Set<String> OURS = Set.of("text", "textSpoken", "code", "codeSpoken", "html", "subject");

    private static final Map<String, Verdict> VERDICTS = verdicts();

    private VerificationReader() {}

    private static Map<String, Verdict> verdicts() {
        Map<String, Verdict> names = new LinkedHashMap<>();
        names.put("right", Verdict.RIGHT);
        names.put("wrong", Verdict.WRONG);
        names.put("used-up", Verdict.USED_UP);
        names.put("over", Verdict.OVER);
        return names;
    }

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
        Supplier<List<Selector>> at = problems.attempt(() -> check.get().find("at").stream()
                .flatMap(places -> places.oneOrMore().stream())
                .map(one -> one.read(Selector::parse))
                .toList());
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
        keys.addAll(VERDICTS.keySet());
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
        List<Verification.Meaning> exact = new ArrayList<>();
        List<Verification.Meaning> wide = new ArrayList<>();
        VERDICTS.forEach((name, verdict) -> check.find(name)
                .ifPresent(list -> list.oneOrMore().forEach(one -> {
                    Verification.Meaning meaning = meaning(one, verdict, check.has("at"));
                    boolean isWide = meaning.low() != meaning.high()
                            || meaning.word()
                                    .filter(AnswerRules.Pattern::isBeginning)
                                    .isPresent();
                    (isWide ? wide : exact).add(meaning);
                })));
        exact.addAll(wide);
        return List.copyOf(exact);
    }

    private static Verification.Meaning meaning(Place place, Verdict verdict, boolean hasWords) {
        String text = place.text();
        Matcher status = STATUS.matcher(text);
        if (status.matches()) {
            boolean isWide = status.group(2).equals("xx");
            int low = Integer.parseInt(status.group(1) + (isWide ? "00" : status.group(2)));
            place.require(verdict != Verdict.RIGHT || low / 100 == 2, "must be a status of success");
            return Verification.Meaning.ofStatus(verdict, low, isWide ? low + 99 : low);
        }
        place.require(hasWords, "needs check.at, which says where the provider's words stand");
        return Verification.Meaning.ofWord(verdict, text);
    }
}
