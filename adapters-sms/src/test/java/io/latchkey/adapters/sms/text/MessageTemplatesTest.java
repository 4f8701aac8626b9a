package io.latchkey.adapters.sms.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplatesTest {
    private static final String LONGEST_CODE = "48392017";
    private static final String LONG_HOST = "sign-in.long-name.example.info";
    private static final MessageTemplates TEMPLATES = new MessageTemplates(settings("Latchkey", "id.example.org"));
    private static final MessageTemplates LONG_HOST_TEMPLATES = new MessageTemplates(settings("Latchkey", LONG_HOST));
    private static final MessageTemplates REALISTIC_TEMPLATES =
            new MessageTemplates(settings("Example Company", "accounts.example-shop.com"));
    private static final Set<String> UCS2 = Set.of("hi", "ar", "ja");
    private static final OtpPurpose CUSTOM = new OtpPurpose("custom:approve-payment");
    private static final List<OtpPurpose> PURPOSES = List.of(
            OtpPurpose.VERIFY_CONTACT,
            OtpPurpose.SIGN_IN,
            OtpPurpose.SECOND_FACTOR,
            OtpPurpose.RESET_PASSWORD,
            OtpPurpose.RESET_PASSWORD.forApp("essdee"),
            CUSTOM);
    private static final List<Duration> LIFETIMES =
            List.of(Duration.ofSeconds(40), Duration.ofMinutes(10), Duration.ofMinutes(119), Duration.ofHours(24));

    @TempDir
    Path folder;

    record Case(MessageKind kind, Optional<OtpPurpose> purpose, Locale locale, Duration timeLeft, String code) {
        Case(MessageKind kind, Optional<OtpPurpose> purpose, Locale locale, Duration timeLeft) {
            this(kind, purpose, locale, timeLeft, LONGEST_CODE);
        }

        Case withCode(String other) {
            return new Case(kind, purpose, locale, timeLeft, other);
        }

        OutboundMessage to(ContactKind to) {
            return message(kind, purpose, to, locale, timeLeft, code);
        }
    }

    static List<String> languages() {
        return TemplateFiles.BUNDLED_LANGUAGES;
    }

    static Stream<Case> every_message() {
        List<Case> cases = new ArrayList<>();
        for (String language : TemplateFiles.BUNDLED_LANGUAGES) {
            Locale locale = Locale.forLanguageTag(language);
            for (MessageKind kind : MessageKind.values()) {
                if (kind == MessageKind.CODE) {
                    PURPOSES.forEach(purpose ->
                            LIFETIMES.forEach(left -> cases.add(new Case(kind, Optional.of(purpose), locale, left))));
                } else {
                    cases.add(new Case(kind, Optional.empty(), locale, Duration.ofHours(24)));
                }
            }
        }
        return cases.stream();
    }

    static Stream<Case> every_code() {
        return every_message().filter(each -> each.kind() == MessageKind.CODE);
    }

    static Stream<Case> every_notice() {
        return every_message().filter(each -> each.kind() != MessageKind.CODE);
    }

    @ParameterizedTest
    @MethodSource("every_message")
    void words_every_message_in_the_readers_language_without_leftovers(Case given) {
        for (ContactKind kind : ContactKind.values()) {
            RenderedMessage rendered = TEMPLATES.render(given.to(kind));
            assertThat(rendered.language()).isEqualTo(given.locale().toLanguageTag());
            assertThat(rendered.text())
                    .containsAnyOf("Latchkey", "id.example.org")
                    .doesNotContain("{{", "}}")
                    .doesNotContainPattern("\\bnull\\b");
            assertThat(rendered.template()).endsWith("/" + rendered.language());
            assertThat(rendered.segments()).isEqualTo(kind == ContactKind.PHONE ? 1 : 0);
            assertThat(rendered.subject().isPresent()).isEqualTo(kind == ContactKind.EMAIL);
            assertThat(rendered.html().isPresent()).isEqualTo(kind == ContactKind.EMAIL);
            rendered.html()
                    .ifPresent(html -> assertThat(html)
                            .startsWith("<!DOCTYPE html>")
                            .contains("<html lang=\"" + given.locale().toLanguageTag() + "\" dir=\""
                                    + (given.locale().getLanguage().equals("ar") ? "rtl" : "ltr") + "\">")
                            .endsWith("</html>\n")
                            .doesNotContain("{{", "}}", "<img", "<script", "url(")
                            .doesNotContainPattern("\\bnull\\b"));
        }
    }

    @ParameterizedTest
    @MethodSource("every_message")
    void fits_every_sms_into_one_segment(Case given) {
        String text = REALISTIC_TEMPLATES
                .render(given.withCode("483920").to(ContactKind.PHONE))
                .text();
        assertThat(SmsSegments.count(text)).as(text).isEqualTo(1);
        assertThat(SmsSegments.isGsm7(text))
                .as(text)
                .isNotEqualTo(UCS2.contains(given.locale().getLanguage()));
    }

    @ParameterizedTest
    @MethodSource("every_message")
    void has_room_for_longer_codes_and_hosts_in_the_gsm_alphabet(Case given) {
        if (!UCS2.contains(given.locale().getLanguage())) {
            String text =
                    LONG_HOST_TEMPLATES.render(given.to(ContactKind.PHONE)).text();
            assertThat(LONG_HOST).hasSize(30);
            assertThat(SmsSegments.count(text)).as(text).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void has_every_text_in_every_bundled_language(String language) {
        TemplateFiles files = new TemplateFiles(Optional.empty());
        assertThat(files.names().stream().filter(name -> name.startsWith(language + "/")))
                .extracting(name -> name.substring(language.length()))
                .isEqualTo(files.names().stream()
                        .filter(name -> name.startsWith("en/"))
                        .map(name -> name.substring(2))
                        .toList())
                .hasSize(42);
    }

    @Test
    void bundles_thirteen_languages() {
        assertThat(TemplateFiles.BUNDLED_LANGUAGES)
                .containsExactly("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "id", "hi", "ar", "ja");
    }

    @Test
    void finds_nothing_wrong_with_the_bundled_texts() {
        TemplateLint.Report report = TemplateLint.check(settings("Example Company", "accounts.example-shop.com"), 1);
        assertThat(report.findings()).isEmpty();
        assertThat(report.sms())
                .hasSize(13 * 20)
                .allSatisfy(sms -> assertThat(sms.segments()).isEqualTo(1));
        assertThat(report.mails()).isEqualTo(13 * 21);
    }

    @ParameterizedTest
    @MethodSource("every_code")
    void ends_every_sms_with_a_code_bound_to_the_host_and_holds_no_link(Case given) {
        RenderedMessage rendered = TEMPLATES.render(given.to(ContactKind.PHONE));
        assertThat(rendered.text())
                .endsWith("\n@id.example.org #" + LONGEST_CODE)
                .doesNotContain("://");
        assertThat(rendered.link()).isEmpty();
        String words = rendered.text().substring(0, rendered.text().indexOf("\n@"));
        assertThat(words).doesNotContain("\n", "id.example.org");
    }

    @ParameterizedTest
    @MethodSource("every_code")
    void shows_the_code_in_the_mail_but_never_in_its_subject(Case given) {
        RenderedMessage rendered = TEMPLATES.render(given.to(ContactKind.EMAIL));
        assertThat(rendered.subject().orElseThrow())
                .contains("Latchkey")
                .doesNotContain(LONGEST_CODE)
                .doesNotContain("\n");
        assertThat(rendered.text()).contains("\n\n" + LONGEST_CODE + "\n\n").doesNotContain("\n\n\n");
        assertThat(rendered.html().orElseThrow()).contains(">" + LONGEST_CODE + "</p>");
        String title = rendered.html().orElseThrow().split("</title>", -1)[0];
        assertThat(title).doesNotContain(LONGEST_CODE);
    }

    @ParameterizedTest
    @MethodSource("every_code")
    void tells_every_reader_of_a_code_to_keep_it(Case given) {
        String sms = TEMPLATES.render(given.to(ContactKind.PHONE)).text();
        String mail = TEMPLATES.render(given.to(ContactKind.EMAIL)).text();
        List<String> keep = switch (given.locale().getLanguage()) {
            case "de" -> List.of("Gib ihn nie weiter", "Gib diesen Code niemals weiter");
            case "fr" -> List.of("Ne le donnez à personne", "Ne communiquez jamais ce code");
            case "es" -> List.of(" comparta", "No comunique nunca este código");
            case "pt" -> List.of("Nunca o revele", "Nunca passe este código adiante");
            case "it" -> List.of("Non lo dia a nessuno", "Non comunichi mai questo codice");
            case "nl" -> List.of("Geef hem aan niemand", "Geef deze code nooit door");
            case "pl" -> List.of("Nie podawaj go nikomu", "Nigdy nie podawaj tego kodu");
            case "tr" -> List.of("Kimseye vermeyin", "kimseyle paylaşmayın");
            case "id" -> List.of("Jangan dibagikan", "Jangan pernah memberikan kode ini");
            case "hi" -> List.of("न बताएं", "यह कोड किसी को न बताएं");
            case "ar" -> List.of("لا تشاركه", "لا تُعطِ هذا الرمز لأي شخص");
            case "ja" -> List.of("他人に教えないでください", "このコードを誰にも教えないでください");
            default -> List.of("Share it with nobody", "Never pass this code on");
        };
        assertThat(sms).contains(keep.get(0));
        assertThat(mail).contains(keep.get(1));
    }

    @ParameterizedTest
    @MethodSource("every_notice")
    void puts_no_code_into_notices(Case given) {
        assertThat(TEMPLATES.render(given.to(ContactKind.PHONE)).text()).doesNotContain("@", "#");
        RenderedMessage mail = TEMPLATES.render(given.to(ContactKind.EMAIL));
        assertThat(mail.text()).contains("id.example.org").doesNotContain(LONGEST_CODE);
        assertThat(mail.html().orElseThrow()).doesNotContain("class=\"code\"", "<a ");
    }

    @Test
    void says_the_lifetime_in_minutes_and_beyond_two_hours_in_hours() {
        assertThat(lifetimeText(Duration.ofSeconds(5))).contains("valid 1 minute.");
        assertThat(lifetimeText(Duration.ofSeconds(89))).contains("valid 1 minute.");
        assertThat(lifetimeText(Duration.ofSeconds(298))).contains("valid 5 minutes.");
        assertThat(lifetimeText(Duration.ofMinutes(119))).contains("valid 119 minutes.");
        assertThat(lifetimeText(Duration.ofHours(24).minusSeconds(3))).contains("valid 24 hours.");
    }

    private static String lifetimeText(Duration timeLeft) {
        return TEMPLATES
                .render(code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.ENGLISH, timeLeft))
                .text();
    }

    @ParameterizedTest
    @CsvSource({
        "pl, PT1M, 1 minutę",
        "pl, PT2M, 2 minuty",
        "pl, PT5M, 5 minut",
        "pl, PT12M, 12 minut",
        "pl, PT22M, 22 minuty",
        "pl, PT2H, 2 godziny",
        "pl, PT5H, 5 godzin",
        "pl, PT24H, 24 godziny",
        "ar, PT1M, دقيقة واحدة",
        "ar, PT2M, دقيقتين",
        "ar, PT10M, 10 دقائق",
        "ar, PT11M, 11 دقيقة",
        "ar, PT103M, 103 دقائق",
        "ar, PT2H, ساعتين",
        "ar, PT3H, 3 ساعات",
        "ar, PT24H, 24 ساعة",
        "de, PT2M, 2 Minuten",
        "nl, PT24H, 24 uur",
        "ja, PT10M, 10分",
        "id, PT24H, 24 jam"
    })
    void puts_the_unit_of_a_lifetime_into_the_number_its_language_asks_for(
            String language, Duration left, String words) {
        assertThat(TEMPLATES
                        .render(code(
                                OtpPurpose.VERIFY_CONTACT, ContactKind.EMAIL, Locale.forLanguageTag(language), left))
                        .text())
                .containsPattern("(?U)(?<!\\d)" + words + "(?![a-z])");
    }

    @Test
    void names_the_text_that_was_chosen() {
        assertThat(TEMPLATES
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.GERMANY))
                        .template())
                .isEqualTo("code-sign-in/de");
        assertThat(TEMPLATES
                        .render(code(CUSTOM, ContactKind.EMAIL, Locale.JAPAN))
                        .template())
                .isEqualTo("code-custom/ja");
    }

    @Test
    void adds_the_link_to_the_reset_mail_only_where_one_is_set_up() {
        OutboundMessage reset = code(OtpPurpose.RESET_PASSWORD, ContactKind.EMAIL, Locale.ENGLISH);
        RenderedMessage without = new MessageTemplates(settings("Latchkey", "id.example.org")).render(reset);
        assertThat(without.link()).isEmpty();
        assertThat(without.text()).doesNotContain("https://", "Or open");

        MessageTemplates linking = new MessageTemplates(new TemplateSettings(
                "Latchkey",
                "id.example.org",
                Locale.ENGLISH,
                Optional.empty(),
                Optional.of("https://id.example.org/reset#t={token}&x=1")));
        RenderedMessage with = linking.render(reset);
        assertThat(with.link()).contains("https://id.example.org/reset#t=AbC-_.x%2B1&x=1");
        assertThat(with.text()).contains("\n\nhttps://id.example.org/reset#t=AbC-_.x%2B1&x=1\n\n");
        assertThat(with.html().orElseThrow())
                .contains("<a href=\"https://id.example.org/reset#t&#x3D;AbC-_.x%2B1&amp;x&#x3D;1\"");
        assertThat(linking.render(code(OtpPurpose.RESET_PASSWORD, ContactKind.PHONE, Locale.ENGLISH))
                        .text())
                .doesNotContain("https", "AbC");
        assertThat(linking.render(code(OtpPurpose.SIGN_IN, ContactKind.EMAIL, Locale.ENGLISH))
                        .link())
                .isEmpty();
    }

    private static MessageTemplates linkingFor(String audience, Optional<Path> own) {
        return new MessageTemplates(new TemplateSettings(
                "Latchkey",
                "id.example.org",
                Locale.ENGLISH,
                own,
                Optional.of(new LinkTemplate("https://id.example.org/reset#t={token}")),
                Map.of(audience, new LinkTemplate("https://app.example.org/reset-password/{token}"))));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void mails_an_audience_without_codes_its_own_link_alone(String language) {
        RenderedMessage mail = linkingFor("bioentrust", Optional.empty())
                .render(code(
                        OtpPurpose.RESET_PASSWORD.forApp("bioentrust"),
                        ContactKind.EMAIL,
                        Locale.forLanguageTag(language)));
        assertThat(mail.language()).isEqualTo(language);
        assertThat(mail.link()).contains("https://app.example.org/reset-password/AbC-_.x%2B1");
        assertThat(mail.text())
                .contains("\n\nhttps://app.example.org/reset-password/AbC-_.x%2B1\n\n")
                .doesNotContain(LONGEST_CODE, "{{");
        assertThat(mail.html().orElseThrow())
                .contains("<a href=\"https://app.example.org/reset-password/AbC-_.x%2B1\"")
                .doesNotContain(LONGEST_CODE, "class=\"code\"");
    }

    @Test
    void mails_an_audience_without_a_link_its_code() {
        RenderedMessage mail = linkingFor("bioentrust", Optional.empty())
                .render(code(OtpPurpose.RESET_PASSWORD.forApp("dhiwise"), ContactKind.EMAIL, Locale.ENGLISH));
        assertThat(mail.link()).isEmpty();
        assertThat(mail.text()).contains("\n\n" + LONGEST_CODE + "\n\n").doesNotContain("https://");
    }

    @Test
    void refuses_a_link_mail_without_its_link_or_with_a_code() throws IOException {
        write("en/email/link-reset-password.txt", "Subject: x\n\nAsk us.");
        assertRefused("folder holds en/email/link-reset-password.txt:1, which does not always hold {{link}}");
        write("en/email/link-reset-password.txt", "Subject: x\n\n{{link}} {{code}}");
        assertRefused("folder holds en/email/link-reset-password.txt:3, which names {{code}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-AT", "de-Latn-DE", "de", "de-CH-u-nu-latn"})
    void shortens_the_readers_language_until_there_is_a_text(String tag) {
        assertThat(TEMPLATES
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.forLanguageTag(tag)))
                        .language())
                .isEqualTo("de");
    }

    @Test
    void goes_on_to_the_default_language_and_at_last_to_english() {
        OutboundMessage icelandic = code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.forLanguageTag("is-IS"));
        assertThat(new MessageTemplates(settings(Locale.CANADA_FRENCH, Optional.empty()))
                        .render(icelandic)
                        .language())
                .isEqualTo("fr");
        assertThat(new MessageTemplates(settings(Locale.forLanguageTag("da"), Optional.empty()))
                        .render(icelandic)
                        .language())
                .isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({
        "approve-payment, en, Approve a payment",
        "approve-payment, de-AT, Zahlung freigeben",
        "approve-payment, fr, Zahlung freigeben",
        "open-door, de, Open the door",
        "unnamed, en, Latchkey",
    })
    void calls_a_custom_purpose_as_the_operator_does_and_never_as_the_caller_does(
            String purpose, String language, String name) {
        MessageTemplates templates = new MessageTemplates(new TemplateSettings(
                "Latchkey",
                "id.example.org",
                Locale.GERMAN,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(
                        "approve-payment", Map.of("en", "Approve a payment", "DE", "Zahlung freigeben"),
                        "open-door", Map.of("en", "Open the door"),
                        "unnamed", Map.of())));
        for (ContactKind kind : ContactKind.values()) {
            String text = templates
                    .render(code(new OtpPurpose("custom:" + purpose), kind, Locale.forLanguageTag(language)))
                    .text();
            assertThat(text).contains("(" + name + ")").doesNotContain(purpose, purpose.replace('-', ' '));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a name that is longer than what fits into one SMS", "two\nlines"})
    void refuses_a_name_of_a_purpose_that_is_no_short_line(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named(name))
                .withMessage("purpose-names.pay.en must be 1 to 40 characters in one line");
    }

    @Test
    void refuses_a_name_of_a_purpose_of_which_phones_make_a_link() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MessageTemplates(named("see pay.example.com")))
                .withMessageContaining("pay.example.com");
    }

    private static TemplateSettings named(String name) {
        return new TemplateSettings(
                "Latchkey",
                "id.example.org",
                Locale.ENGLISH,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of("pay", Map.of("en", name)));
    }

    @Test
    void lets_an_operators_file_go_before_the_bundled_one() throws IOException {
        write("en/sms/code-sign-in.txt", "Dial {{code}} at {{site}}\r\n\r\n");
        write("de-AT/email/contact-taken.txt", "Subject: Servus von {{site}}\n\nServus.\n");
        write("en/sms/code-custom-approve-payment.txt", "Pay with {{code}} ({{minutes}})");
        write(".notes/whatever.md", "kept for ourselves");
        MessageTemplates templates = new MessageTemplates(settings(Locale.ENGLISH, Optional.of(folder)));

        assertThat(templates
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.ENGLISH))
                        .text())
                .isEqualTo("Dial 48392017 at Latchkey\n@id.example.org #48392017");
        assertThat(templates
                        .render(code(CUSTOM, ContactKind.PHONE, Locale.ENGLISH))
                        .text())
                .startsWith("Pay with 48392017 (10)\n@");
        assertThat(templates
                        .render(code(new OtpPurpose("custom:other"), ContactKind.PHONE, Locale.ENGLISH))
                        .text())
                .contains("is your Latchkey code (Latchkey)")
                .doesNotContain("other");
        RenderedMessage taken = templates.render(message(
                MessageKind.CONTACT_TAKEN,
                Optional.empty(),
                ContactKind.EMAIL,
                Locale.forLanguageTag("de-AT"),
                Duration.ofHours(1)));
        assertThat(taken.subject()).contains("Servus von Latchkey");
        assertThat(taken.language()).isEqualTo("de-AT");
        assertThat(templates
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.forLanguageTag("de-AT")))
                        .language())
                .isEqualTo("de");
    }

    @Test
    void uses_an_operators_own_html_with_values_escaped() throws IOException {
        write("en/email/code-sign-in.html", "<h1>{{site}}</h1><b>{{code}}</b>{{>lifetime}}");
        MessageTemplates templates = new MessageTemplates(new TemplateSettings(
                "Tom & <b>", "id.example.org", Locale.ENGLISH, Optional.of(folder), Optional.empty()));
        assertThat(templates
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.EMAIL, Locale.ENGLISH))
                        .html())
                .contains("<h1>Tom &amp; &lt;b&gt;</h1><b>48392017</b>10 minutes\n");
    }

    @Test
    void escapes_values_in_html_and_leaves_them_as_they_are_in_text() {
        MessageTemplates templates = new MessageTemplates(settings("Tom & <Jerry>", "id.example.org"));
        RenderedMessage rendered = templates.render(code(OtpPurpose.SIGN_IN, ContactKind.EMAIL, Locale.ENGLISH));
        assertThat(rendered.subject()).contains("Your sign-in to Tom & <Jerry>");
        assertThat(rendered.text()).contains("Tom & <Jerry>");
        assertThat(rendered.html().orElseThrow())
                .contains("Tom &amp; &lt;Jerry&gt;")
                .doesNotContain("<Jerry>");
    }

    @Test
    void refuses_a_text_with_an_unknown_variable_by_its_name() throws IOException {
        write("en/sms/code-sign-in.txt", "{{code}} is the code\nof {{surname}}");
        assertRefused("folder holds en/sms/code-sign-in.txt:2, which names {{surname}}");
    }

    @Test
    void refuses_an_unknown_variable_that_only_some_messages_would_meet() throws IOException {
        write("en/sms/code-sign-in.txt", "{{code}}{{#oneMinute}}{{quick}}{{/oneMinute}}");
        assertRefused("en/sms/code-sign-in.txt:1, which names {{quick}}");
    }

    @Test
    void refuses_a_subject_with_the_code() throws IOException {
        write("en/email/code-sign-in.txt", "Subject: {{code}} is your code\n\n{{code}}\n");
        assertRefused("folder holds en/email/code-sign-in.txt:1, which has {{code}} in its subject");
    }

    @Test
    void refuses_a_link_in_an_sms() throws IOException {
        write("en/sms/code-reset-password.txt", "{{code}}\n{{link}}");
        assertRefused("en/sms/code-reset-password.txt:2, which names {{link}}");
    }

    @Test
    void refuses_a_mail_without_its_code_or_its_subject() throws IOException {
        write("en/email/code-sign-in.txt", "Subject: Hello\n\nHello.\n");
        assertRefused("en/email/code-sign-in.txt:1, which does not always hold {{code}}");
        write("en/email/code-sign-in.txt", "Hello {{code}}\n");
        assertRefused("en/email/code-sign-in.txt:1, which does not begin with a line \"Subject: ...\"");
    }

    @Test
    void refuses_a_text_that_is_no_template() throws IOException {
        write("en/sms/code-sign-in.txt", "{{code}}\n{{#oneMinute}}");
        assertRefused("en/sms/code-sign-in.txt:2, which is no template: Section missing close tag 'oneMinute'");
    }

    @Test
    void refuses_a_lifetime_in_a_language_that_has_none() throws IOException {
        write("da/sms/code-sign-in.txt", "{{code}} {{>lifetime}}");
        assertRefused("da/sms/code-sign-in.txt:1", "da/lifetime.txt is missing");
        write("da/lifetime.txt", "{{minutes}} min");
        assertThat(new MessageTemplates(settings(Locale.ENGLISH, Optional.of(folder)))
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.forLanguageTag("da-DK")))
                        .text())
                .startsWith("48392017 10 min\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en/sms/code-signin.txt",
                "en/sms/code-sign-in.html",
                "en_US/sms/code-sign-in.txt",
                "readme.txt",
                "en/email/code-custom-.txt",
                "en/sms/link-reset-password.txt"
            })
    void refuses_files_that_no_message_would_use(String name) throws IOException {
        write(name, "{{code}}");
        assertRefused(name);
    }

    @Test
    void refuses_html_without_a_text_beside_it() throws IOException {
        write("da/email/code-sign-in.html", "{{code}}");
        assertRefused("folder holds da/email/code-sign-in.html:1, which needs da/email/code-sign-in.txt beside it");
    }

    /** A cluster mounts a folder in this way: as a link to a link to a hidden folder. */
    @Test
    void takes_the_texts_of_a_folder_that_is_a_link() throws IOException {
        write("..2027/en/sms/code-sign-in.txt", "{{code}} lets you in.\n");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2027"));
        Files.createSymbolicLink(folder.resolve("en"), Path.of("..data", "en"));
        assertThat(new MessageTemplates(settings(Locale.ENGLISH, Optional.of(folder)))
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.PHONE, Locale.ENGLISH))
                        .text())
                .startsWith("48392017 lets you in");
    }

    @Test
    void refuses_a_folder_that_is_not_there() {
        assertThatThrownBy(() -> new MessageTemplates(settings(Locale.ENGLISH, Optional.of(folder.resolve("nowhere")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("folder must be a readable folder");
    }

    @Test
    void names_the_setting_it_refuses() {
        assertThatThrownBy(() -> settings(" ", "id.example.org")).hasMessageStartingWith("site must");
        assertThatThrownBy(() -> settings("a\nb", "id.example.org")).hasMessageStartingWith("site must");
        assertThatThrownBy(() -> settings("Latchkey", "https://id.example.org")).hasMessageStartingWith("host must");
        assertThatThrownBy(() -> settings("Latchkey", "id.example.org:8080")).hasMessageStartingWith("host must");
        assertThatThrownBy(() -> settings(Locale.ROOT, Optional.empty())).hasMessageStartingWith("default-locale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.org/reset",
                "https://id.example.org/{token}/{token}",
                "http://id.example.org/{token}",
                "https://{token}.example.org/",
                "javascript:alert('{token}')",
                "/reset?t={token}"
            })
    void refuses_links_that_lead_nowhere_safe(String link) {
        assertThatThrownBy(() -> new TemplateSettings(
                        "Latchkey", "id.example.org", Locale.ENGLISH, Optional.empty(), Optional.of(link)))
                .hasMessageStartingWith("reset-link must");
    }

    @Test
    void takes_links_to_this_machine_without_tls() {
        TemplateSettings local = new TemplateSettings(
                "Latchkey",
                "localhost",
                Locale.ENGLISH,
                Optional.empty(),
                Optional.of("http://localhost:8080/reset?token={token}"));
        assertThat(new MessageTemplates(local)
                        .render(code(OtpPurpose.RESET_PASSWORD, ContactKind.EMAIL, Locale.GERMAN))
                        .link())
                .contains("http://localhost:8080/reset?token=AbC-_.x%2B1");
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> new MessageTemplates(settings(Locale.ENGLISH, Optional.of(folder))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static TemplateSettings settings(String site, String host) {
        return new TemplateSettings(site, host, Locale.ENGLISH, Optional.empty(), Optional.empty());
    }

    private static TemplateSettings settings(Locale defaultLocale, Optional<Path> own) {
        return new TemplateSettings("Latchkey", "id.example.org", defaultLocale, own, Optional.empty());
    }

    private static OutboundMessage code(OtpPurpose purpose, ContactKind kind, Locale locale) {
        return code(purpose, kind, locale, Duration.ofMinutes(10));
    }

    private static OutboundMessage code(OtpPurpose purpose, ContactKind kind, Locale locale, Duration timeLeft) {
        return message(MessageKind.CODE, Optional.of(purpose), kind, locale, timeLeft);
    }

    private static OutboundMessage message(
            MessageKind kind, Optional<OtpPurpose> purpose, ContactKind to, Locale locale, Duration timeLeft) {
        return message(kind, purpose, to, locale, timeLeft, LONGEST_CODE);
    }

    private static OutboundMessage message(
            MessageKind kind,
            Optional<OtpPurpose> purpose,
            ContactKind to,
            Locale locale,
            Duration timeLeft,
            String code) {
        return new OutboundMessage(
                new OutboxMessageId(UUID.fromString("00000000-0000-4000-8000-000000000001")),
                kind,
                Contact.of(to, to == ContactKind.EMAIL ? "ada@example.org" : "+4915112345678"),
                locale,
                purpose,
                purpose.map(any -> new OtpCode(code)),
                purpose.filter(wanted -> wanted.builtIn().equals(OtpPurpose.RESET_PASSWORD))
                        .map(any -> "AbC-_.x+1"),
                timeLeft);
    }

    private static TemplateSettings withHashes(Map<String, String> hashes) {
        return new TemplateSettings(
                "Latchkey",
                "id.example.org",
                Locale.ENGLISH,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                hashes);
    }

    @Test
    void ends_an_sms_with_the_hash_of_the_app_that_asked_for_the_code() {
        MessageTemplates templates =
                new MessageTemplates(withHashes(Map.of("native", "FA+9qCX9VSu", "drf-user", "ab/DEFGHIJK")));
        OtpPurpose ofFace = OtpPurpose.SIGN_IN.forApp("drf-user");
        OtpPurpose ofOtherFace = OtpPurpose.SIGN_IN.forApp("dhiwise");
        assertThat(lastLine(templates, OtpPurpose.SIGN_IN)).isEqualTo("@id.example.org #48392017 FA+9qCX9VSu");
        assertThat(lastLine(templates, OtpPurpose.parse("custom:pay")))
                .isEqualTo("@id.example.org #48392017 FA+9qCX9VSu");
        assertThat(lastLine(templates, ofFace)).isEqualTo("@id.example.org #48392017 ab/DEFGHIJK");
        assertThat(lastLine(templates, ofOtherFace)).isEqualTo("@id.example.org #48392017");
        assertThat(templates
                        .render(code(OtpPurpose.SIGN_IN, ContactKind.EMAIL, Locale.ENGLISH))
                        .text())
                .doesNotContain("FA+9qCX9VSu");
    }

    private static String lastLine(MessageTemplates templates, OtpPurpose purpose) {
        String text = templates
                .render(code(purpose, ContactKind.PHONE, Locale.ENGLISH))
                .text();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    /** The steps by which browsers read the last line (WICG, "Origin-bound one-time codes delivered via SMS", 3.2). */
    @Test
    void keeps_the_code_line_readable_for_browsers_beside_the_hash() {
        String line = lastLine(new MessageTemplates(withHashes(Map.of("native", "FA+9qCX9VSu"))), OtpPurpose.SIGN_IN);
        String[] tokens = line.split("[\\t\\n\\f\\r ]", -1);
        assertThat(tokens[0]).isEqualTo("@id.example.org");
        assertThat(tokens[1]).isEqualTo("#48392017");
        assertThat(tokens[2]).doesNotStartWith("%").doesNotStartWith("@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FA+9qCX9VS", "FA+9qCX9VSuX", "FA-9qCX9VSu", "FA+9qCX9VS=", "FA+9q X9VSu"})
    void refuses_what_is_no_hash_of_an_app(String hash) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withHashes(Map.of("native", hash)))
                .withMessageStartingWith("android-hash of native must be the 11");
    }

    @Test
    void reads_no_hash_aloud() {
        assertThat(SpokenText.of("Your code is 483920\n@id.example.org #483920 FA+9qCX9VSu", Optional.of("483920")))
                .isEqualTo("Your code is 4, 8, 3, 9, 2, 0");
    }
}
