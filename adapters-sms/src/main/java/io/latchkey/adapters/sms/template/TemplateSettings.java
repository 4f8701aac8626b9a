package io.latchkey.adapters.sms.template;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What texts need to know of the installation.
 *
 * @param site what readers know the installation as; 1 to 60 characters in one line
 * @param host host name of the site whose pages take the codes, without scheme or port; origin of the codes in SMS
 * @param defaultLocale whose texts are used where there are none in the reader's language
 * @param folder an operator's own texts, which go before the bundled ones; empty for none
 * @param resetLink link of the reset e-mail, with {@code {token}} where the token goes; empty for a code alone
 */
public record TemplateSettings(
        String site, String host, Locale defaultLocale, Optional<Path> folder, Optional<String> resetLink) {
    static final String TOKEN = "{token}";

    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

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
        if (resetLink.isPresent() && !isLink(resetLink.get())) {
            throw new IllegalArgumentException("reset-link must be an https address (http on this machine only) with "
                    + TOKEN + " once, after the host");
        }
    }

    private static boolean isLink(String template) {
        int token = template.indexOf(TOKEN);
        if (token < 0 || token != template.lastIndexOf(TOKEN)) {
            return false;
        }
        try {
            URI uri = new URI(template.replace(TOKEN, "t"));
            String host = uri.getHost();
            return host != null
                    && token
                            > template.indexOf("://")
                                    + 3
                                    + uri.getRawAuthority().length()
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme())
                                    && LOOPBACK.matcher(host).matches());
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
