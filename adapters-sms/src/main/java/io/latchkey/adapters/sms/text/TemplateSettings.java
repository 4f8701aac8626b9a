package io.latchkey.adapters.sms.text;

import io.latchkey.domain.otp.OtpPurpose;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
 * @param purposeNames what texts call custom purposes: by the purpose's name without {@code custom:}, then by language
 *     tag; 1 to 40 characters in one line each
 * @param androidHashes the hash by which an app for Android knows its SMS, by the name of the app that asks for the code; 11 characters
 *     of Base64 (Android SMS Retriever API)
 */
public record TemplateSettings(
        String site,
        String host,
        Locale defaultLocale,
        Optional<Path> folder,
        Optional<LinkTemplate> resetLink,
        Map<String, LinkTemplate> audienceLinks,
        Map<String, Map<String, String>> purposeNames,
        Map<String, String> androidHashes) {
    /** The app of the native API's clients. */
    public static final String NATIVE = "native";

    private static final Pattern ANDROID_HASH = Pattern.compile("[A-Za-z0-9+/]{11}");
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
        purposeNames.forEach((purpose, names) -> names.forEach((tag, name) -> {
            if (name.isBlank() || name.length() > 40 || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "purpose-names." + purpose + "." + tag + " must be 1 to 40 characters in one line");
            }
        }));
        purposeNames = Map.copyOf(purposeNames);
        androidHashes.forEach((app, hash) -> {
            if (!ANDROID_HASH.matcher(hash).matches()) {
                throw new IllegalArgumentException("android-hash of " + app
                        + " must be the 11 letters, digits, + and / that Android's SMS Retriever knows the app by");
            }
        });
        androidHashes = Map.copyOf(androidHashes);
    }

    /**
     * Settings without an app for Android.
     *
     * @throws IllegalArgumentException naming the setting that is refused
     */
    public TemplateSettings(
            String site,
            String host,
            Locale defaultLocale,
            Optional<Path> folder,
            Optional<LinkTemplate> resetLink,
            Map<String, LinkTemplate> audienceLinks,
            Map<String, Map<String, String>> purposeNames) {
        this(site, host, defaultLocale, folder, resetLink, audienceLinks, purposeNames, Map.of());
    }

    /**
     * Settings without names of custom purposes.
     *
     * @throws IllegalArgumentException naming the setting that is refused
     */
    public TemplateSettings(
            String site,
            String host,
            Locale defaultLocale,
            Optional<Path> folder,
            Optional<LinkTemplate> resetLink,
            Map<String, LinkTemplate> audienceLinks) {
        this(site, host, defaultLocale, folder, resetLink, audienceLinks, Map.of());
    }

    /**
     * Settings without a link for any audience.
     *
     * @throws IllegalArgumentException naming the setting that is refused
     */
    public TemplateSettings(
            String site, String host, Locale defaultLocale, Optional<Path> folder, Optional<String> resetLink) {
        this(site, host, defaultLocale, folder, resetLink.map(LinkTemplate::new), Map.of(), Map.of());
    }

    /**
     * What a text calls a custom purpose: the operator's name in the text's language, else in the default language,
     * else in English. A purpose without a name is called by the name of the site, never by what the caller wrote.
     *
     * @param purpose name without {@code custom:}
     * @param language tag of the text's language
     */
    String purposeName(String purpose, String language) {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        names.putAll(purposeNames.getOrDefault(purpose, Map.of()));
        return Stream.of(language, defaultLocale.toLanguageTag(), "en")
                .flatMap(tag -> TemplateFiles.languages(tag).stream())
                .flatMap(tag -> Optional.ofNullable(names.get(tag)).stream())
                .findFirst()
                .orElse(site);
    }

    /** The longest name that a text in this language shows for a custom purpose; empty when no purpose has a name. */
    Optional<String> longestPurposeName(String language) {
        return purposeNames.keySet().stream()
                .map(purpose -> purposeName(purpose, language))
                .max(Comparator.comparingInt(String::length));
    }

    /** The link in messages for this purpose. */
    Optional<LinkTemplate> link(OtpPurpose purpose) {
        return purpose.app()
                .map(audienceLinks::get)
                .or(() -> resetLink.filter(any -> purpose.app().isEmpty()));
    }

    /** The hash of the app for Android whose codes have this purpose. */
    Optional<String> androidHash(OtpPurpose purpose) {
        return Optional.ofNullable(androidHashes.get(purpose.app().orElse(NATIVE)));
    }
}
