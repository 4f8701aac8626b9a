package io.latchkey.adapters.platform.fuzz;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.platform.crypto.TokenFuzz;
import io.latchkey.adapters.platform.image.PictureFuzz;
import io.latchkey.adapters.platform.numbering.NumberingPlans;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.domain.fuzz.Fuzzing;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import java.util.HexFormat;
import java.util.List;

/** What the platform's libraries read for us. */
public final class PlatformFuzz {
    private static final ContactParser CONTACTS = new NumberingPlanContactParser(new NumberingPlans("DE"));
    private static final TokenFuzz TOKENS = new TokenFuzz();

    static final Fuzzing TARGETS = new Fuzzing()
            .with(
                    "contact",
                    PlatformFuzz::contact,
                    "0151 12345678",
                    "+49 (0) 151-123 456 78",
                    "tel:+4915112345678",
                    "\uff0b49 151 12345678",
                    "+33 6 12 34 56 78",
                    "004915112345678",
                    "ada@example.org")
            .with(
                    "login",
                    PlatformFuzz::login,
                    "ada",
                    "ada@example.org",
                    "0151 12345678",
                    "tel:+4915112345678;ext=1",
                    "")
            .with("token", TOKENS, TOKENS.seeds())
            .with("exif", PictureFuzz::orientation, exif())
            .with("picture", new PictureFuzz(), PictureFuzz.seeds());

    private PlatformFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGETS.read(input);
    }

    private static List<byte[]> exif() {
        return List.of(
                HexFormat.of().parseHex("49492a00080000000100120103000100000006000000000000000000"),
                HexFormat.of().parseHex("4d4d002a000000080001011200030000000100060000000000000000"));
    }

    private static void contact(byte[] input) {
        Contact read;
        try {
            read = CONTACTS.parse(text(input));
        } catch (InvalidValueException refused) {
            return;
        }
        Contact again = CONTACTS.parse(read.value());
        require(again.equals(read), read.value() + " reads as " + again.value());
        require(CONTACTS.parse(read.kind(), read.value()).equals(read), "another contact of its kind");
        require(again.key().equals(read.key()), "another key");
    }

    /** A login is never refused, and reads as the contact that the same text is. */
    private static void login(byte[] input) {
        String typed = text(input);
        LoginName login = CONTACTS.parseLogin(typed);
        String key = login.fold(
                username -> CONTACTS.parseLogin(username.username().value()).key(),
                contact -> CONTACTS.parseLogin(contact.contact().value()).key(),
                LoginName.Unusable::key);
        require(key.equals(login.key()), "the canonical form is another login: " + key + " of " + login.key());
    }
}
