package io.latchkey.domain.fuzz;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.DomainName;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PastedText;
import io.latchkey.domain.shared.Username;

/** Values that people type. What was read once reads as itself: it is in its canonical form. */
public final class ValueFuzz {
    static final Fuzzing TARGETS = new Fuzzing()
            .with(
                    "email",
                    ValueFuzz::email,
                    "ada@example.org",
                    "Ada.Lovelace+codes@EXAMPLE.org",
                    " grace@b\u00fccher.example ",
                    "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a",
                    "a@xn--bcher-kva.example",
                    "<ada@example.org>",
                    "mailto:ada@example.org",
                    "ada@example\u3002org")
            .with(
                    "username",
                    ValueFuzz::username,
                    "ada",
                    "Ada_Lovelace",
                    "stra\u00dfe",
                    "\u0130stanbul",
                    "ada.b-c",
                    "\u0645\u062d\u0645\u062f")
            .with(
                    "domain",
                    ValueFuzz::domain,
                    "example.org",
                    "B\u00fccher.Example",
                    "xn--bcher-kva.example",
                    "a.b.c.example.",
                    "\u4f8b\u5b50.\u5e7f\u544a")
            .with(
                    "code",
                    ValueFuzz::code,
                    "123456",
                    "123 456",
                    "\uff11\uff12\uff13\uff14\uff15\uff16",
                    "\u0661\u0662\u0663\u0664\u0665\u0666",
                    "ABCD-EFGH",
                    "000000",
                    "\u03b0")
            .with("pasted", ValueFuzz::pasted, " a ", "\u00a0a\u200b", "\ufeffa\r\n", "a\u202eb");

    private ValueFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGETS.read(input);
    }

    private static void email(byte[] input) {
        EmailAddress read;
        try {
            read = EmailAddress.parse(text(input));
        } catch (InvalidValueException refused) {
            return;
        }
        EmailAddress again = EmailAddress.parse(read.value());
        require(again.equals(read), "the address " + read.value() + " reads as " + again.value());
        require(again.key().equals(read.key()), "another key");
        require(
                EmailAddress.parse(read.withAsciiDomain()).key().equals(read.key()),
                "another key with the domain in ASCII");
        require(
                read.value().length() <= 254 && read.value().chars().noneMatch(Character::isISOControl),
                "too long, or with a control");
    }

    private static void username(byte[] input) {
        Username read;
        try {
            read = Username.parse(text(input));
        } catch (InvalidValueException refused) {
            return;
        }
        require(Username.parse(read.value()).equals(read), "the name " + read.value() + " reads as another");
        try {
            require(
                    Username.parse(read.key()).key().equals(read.key()),
                    "the key of the key is another: " + read.key());
        } catch (InvalidValueException tooLong) {
            // A folded name may have more letters than a name may have.
        }
    }

    private static void domain(byte[] input) {
        DomainName read;
        try {
            read = DomainName.parse(text(input));
        } catch (InvalidValueException | IllegalArgumentException refused) {
            return;
        }
        require(DomainName.parse(read.ascii()).equals(read), "the domain " + read.ascii() + " reads as another");
        require(
                DomainName.parse(read.unicode()).equals(read),
                "the domain " + read.unicode() + " is another in Unicode");
    }

    private static void code(byte[] input) {
        OtpCode read;
        try {
            read = OtpCode.parse(text(input));
        } catch (InvalidValueException refused) {
            return;
        }
        // Symbols that stand for whole phrases make a text longer than a code may be typed.
        require(
                read.value().length() > 64
                        || OtpCode.parse(read.value()).value().equals(read.value()),
                "another code");
        require(
                read.matches(read)
                        && (read.value().length() < 4 || !read.toString().contains(read.value())),
                "it does not match itself, or shows itself");
    }

    private static void pasted(byte[] input) {
        String trimmed = PastedText.trim(text(input));
        require(PastedText.trim(trimmed).equals(trimmed), "trimmed twice is another text");
        String visible = PastedText.withoutInvisible(text(input));
        require(PastedText.withoutInvisible(visible).equals(visible), "something invisible was left");
        String lines = PastedText.withoutLineEnds(text(input));
        require(PastedText.withoutLineEnds(lines).equals(lines), "a line end was left");
    }
}
