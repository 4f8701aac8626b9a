package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.rest.client.AddressBlock;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.FixedCodeNumber;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the contacts with fixed codes as an operator lists them. Production mode refuses an entry without an end and an
 * address range (OWASP ASVS 5.0, 15.2.3). A refusal or warning names an entry by its place and its masked contact,
 * never by its code.
 *
 * @param numbers the live entries
 * @param warnings sentences that the operator reads at the start
 */
public record FixedCodeNumberList(FixedCodeNumbers numbers, List<String> warnings) {
    private static final int LONGEST_DAYS = 90;
    private static final int WIDEST_IPV4 = 16;
    private static final int WIDEST_IPV6 = 32;
    private static final Pattern CODE = Pattern.compile("[0-9]{6,8}");
    /** Later years have more digits, and the last of them has no day after its last. */
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Set<String> ATTRIBUTES = Set.of("until", "from");

    /**
     * One entry.
     *
     * @param name its place and its masked contact
     * @param until last day on which it is valid, in UTC
     * @param from addresses that may use it; empty where all may
     */
    private record Entry(
            String name, Contact contact, String code, Optional<LocalDate> until, List<AddressBlock> from) {}

    /**
     * Reads the list.
     *
     * @throws InvalidSettingException naming every entry with an error
     */
    public static FixedCodeNumberList read(Settings settings, ContactParser contacts, Clock clock) {
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Problems problems = new Problems();
        List<String> texts = settings.get(OtpKeys.TEST_NUMBERS);
        for (int i = 0; i < texts.size(); i++) {
            String place = "entry " + (i + 1);
            String text = texts.get(i);
            problems.read(() -> entry(place, text, contacts)).ifPresent(entry -> {
                String contact = entry.contact().kind().storedName() + ":"
                        + entry.contact().key();
                problems.add(
                        seen.add(contact)
                                ? List.of()
                                : amiss(entry.name(), "is for the same contact as one before it")
                                        .problems());
                entries.add(entry);
            });
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Predicate<Entry> isOver = entry -> entry.until().filter(today::isAfter).isPresent();
        List<Entry> live = entries.stream().filter(isOver.negate()).toList();
        if (settings.get(ServerKeys.MODE) == Mode.PRODUCTION) {
            live.forEach(entry -> problems.read(() -> checkedForProduction(entry, today)));
        }
        problems.refuse();
        List<String> warnings = new ArrayList<>();
        entries.stream().filter(isOver).map(FixedCodeNumberList::over).forEach(warnings::add);
        if (!live.isEmpty()) {
            warnings.add(summary(live));
        }
        live.forEach(entry -> otherLengths(settings, entry).ifPresent(warnings::add));
        return new FixedCodeNumberList(
                FixedCodeNumbers.of(
                        live.stream().map(FixedCodeNumberList::number).toList()),
                List.copyOf(warnings));
    }

    private static Entry entry(String place, String text, ContactParser contacts) {
        String[] parts = text.split(";", -1);
        int equals = parts[0].lastIndexOf('=');
        if (equals < 0) {
            throw amiss(place, "must read like +15005550006=123456;until=2027-03-31;from=192.0.2.0/24 198.51.100.7");
        }
        Contact contact = contact(place, parts[0].substring(0, equals).strip(), contacts);
        String name = place + " (" + contact.masked() + ")";
        String code = parts[0].substring(equals + 1).strip();
        if (!CODE.matcher(code).matches()) {
            throw amiss(name, "must have a code of 6 to 8 digits");
        }
        Map<String, String> attributes = attributes(name, Arrays.asList(parts).subList(1, parts.length));
        return new Entry(
                name,
                contact,
                code,
                Optional.ofNullable(attributes.get("until")).map(until -> date(name, until)),
                Optional.ofNullable(attributes.get("from")).stream()
                        .flatMap(from -> Arrays.stream(from.split("\\s+")))
                        .map(block -> block(name, block))
                        .toList());
    }

    private static Contact contact(String place, String written, ContactParser contacts) {
        ContactKind kind = written.indexOf('@') < 0 ? ContactKind.PHONE : ContactKind.EMAIL;
        try {
            Contact contact = contacts.parse(kind, written);
            if (contact.value().equals(written)) {
                return contact;
            }
        } catch (InvalidValueException refused) {
            // refused below, like a number without its country code
        }
        throw amiss(
                place, "must begin with an e-mail address, or a phone number that exists in the form of +15005550006");
    }

    private static Map<String, String> attributes(String name, List<String> parts) {
        Map<String, String> attributes = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals)).strip();
            String value = part.substring(equals + 1).strip();
            if (!ATTRIBUTES.contains(key) || value.isEmpty() || attributes.putIfAbsent(key, value) != null) {
                throw amiss(
                        name, "may have until=<date> and from=<addresses> after its code, each once, and nothing else");
            }
        }
        return attributes;
    }

    private static LocalDate date(String name, String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException bad) {
            // refused below, like what has another form
        }
        throw amiss(name, "must have a date such as 2027-03-31 as until");
    }

    private static AddressBlock block(String name, String text) {
        try {
            return AddressBlock.parse(text);
        } catch (IllegalArgumentException bad) {
            throw amiss(name, "must have IP addresses or CIDR blocks with blanks between them as from");
        }
    }

    private static Entry checkedForProduction(Entry entry, LocalDate today) {
        LocalDate until = entry.until()
                .orElseThrow(() -> amiss(
                        entry.name(),
                        "needs until=<date> in production mode, at most " + LONGEST_DAYS + " days from now"));
        if (until.isAfter(today.plusDays(LONGEST_DAYS))) {
            throw amiss(
                    entry.name(), "must end in at most " + LONGEST_DAYS + " days in production mode, not on " + until);
        }
        if (entry.from().isEmpty()) {
            throw amiss(entry.name(), "needs from=<addresses> in production mode");
        }
        entry.from().stream().filter(FixedCodeNumberList::isTooWide).findFirst().ifPresent(block -> {
            throw amiss(
                    entry.name(),
                    "must be for fewer addresses than " + block + " in production mode: for an IPv4 block of /"
                            + WIDEST_IPV4 + " or an IPv6 block of /" + WIDEST_IPV6 + " at most");
        });
        return entry;
    }

    private static boolean isTooWide(AddressBlock block) {
        return block.prefixLength() < (block.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6);
    }

    private static FixedCodeNumber number(Entry entry) {
        return new FixedCodeNumber(
                entry.contact(),
                new OtpCode(entry.code()),
                entry.until()
                        .map(last ->
                                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                        .orElse(null),
                entry.from().isEmpty()
                        ? address -> true
                        : address -> entry.from().stream().anyMatch(block -> block.contains(address)));
    }

    private static String over(Entry entry) {
        return "Test number " + entry.contact().masked() + " ended on "
                + entry.until().orElseThrow() + "; it is ignored.";
    }

    private static String summary(List<Entry> live) {
        String listed = live.stream()
                .map(entry -> entry.contact().masked()
                        + entry.until().map(last -> " until " + last).orElse(" without an end"))
                .collect(Collectors.joining(", "));
        return "Fixed codes are live for test numbers: " + listed + ".";
    }

    /**
     * A warning when the entry's code has another length than the codes of some purposes, because their clients may
     * refuse it.
     */
    private static Optional<String> otherLengths(Settings settings, Entry entry) {
        Set<String> unserved = Catalog.faces().stream()
                .filter(face -> !settings.get(face.enabled()))
                .map(FaceKeys::face)
                .collect(Collectors.toSet());
        String others = Catalog.otp().stream()
                .filter(keys -> keys.kinds().contains(entry.contact().kind()))
                .filter(keys -> !unserved.contains(keys.family().split("/", -1)[0]))
                .filter(keys -> settings.get(keys.format().length())
                                != entry.code().length()
                        || !settings.get(keys.format().alphabet()).symbols().equals(CodeFormat.DIGITS))
                .map(keys -> keys.family() + " (" + settings.get(keys.format().length()) + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("The code of test number " + entry.contact().masked() + " has "
                        + entry.code().length() + " digits, unlike those of " + others
                        + "; clients that look at the length refuse it there.");
    }

    private static InvalidSettingException amiss(String entry, String reason) {
        return new InvalidSettingException(OtpKeys.TEST_NUMBERS.key() + ": " + entry + " " + reason + ".");
    }
}
