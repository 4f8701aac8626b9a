package io.latchkey.adapters.sms.text;

import io.latchkey.domain.otp.OtpPurpose;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An installation's settings for texts.
 *
 * @param site name of the installation for readers; 1 to 60 characters in one line
 * @param host host name of the site whose pages accept the codes, without scheme or port; origin of the codes in SMS
 * @param defaultLocale language of the texts when there are none in the reader's language
 * @param folder an operator's own texts, which replace the bundled ones; empty for none
 * @param resetLink link of the reset e-mail; empty for a code alone
 * @param audienceLinks links of the reset e-mails for audiences whose clients use links instead of codes, by the
 *     audience's name
 */
public record TemplateSettings(
        String site,
        String host,
        Locale defaultLocale,
        Optional<Path> folder,
        Optional<LinkTemplate> resetLink,
        Map<String, LinkTemplate> audienceLinks) {
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** @throws IllegalArgumentException naming the setting that is refused */
    public TemplateSettings {
        if (site.isBlank() || site.length() > 60 || site.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("site must be 1 to 60 characters in one line");
        }
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "host must be a host name in lower case without scheme and port, such as login.example.org");
        }
        if (defaultLocale.getLanguage().isEmpty()) {
            throw new IllegalArgumentException("default-locale must be a language tag such as en or pt-BR");
        }
        audienceLinks = Map.copyOf(audienceLinks);
    }

    /**
     * Settings without a link for any audience.
     *
     * @throws IllegalArgumentException naming the setting that is refused
     */
    public TemplateSettings(
            String site, String host, Locale defaultLocale, Optional<Path> folder, Optional<String> resetLink) {
        this(site, host, defaultLocale, folder, resetLink.map(LinkTemplate::new), Map.of());
    }

    /** The link in messages for this purpose. */
    Optional<LinkTemplate> link(OtpPurpose purpose) {
        return purpose.app()
                .map(audienceLinks::get)
                .or(() -> resetLink.filter(any -> purpose.app().isEmpty()));
    }
}
