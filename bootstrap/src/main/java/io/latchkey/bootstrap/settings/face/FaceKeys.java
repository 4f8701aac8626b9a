package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.PasswordRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys below {@code latchkey.faces.<face>}, in the order of their declaration. */
public final class FaceKeys {
    private static final KeyList SHARED = new KeyList();

    /** Whether faces conceal which contacts have an account. */
    public static final Setting<Boolean> CONCEAL_ACCOUNTS = SHARED.add(
            "faces.conceal-accounts",
            SettingType.BOOLEAN,
            "false",
            "whether faces whose original tells that nobody has a contact answer as for somebody who has");

    private final String face;
    private final KeyList keys = new KeyList();
    private final List<PurposeKeys> otp = new ArrayList<>();
    private final Setting<Boolean> enabled;
    private final Setting<String> pathPrefix;
    private final Setting<Boolean> concealAccounts;
    private final Setting<String> androidHash;
    private Optional<DocumentedPasswords> documentedPasswords = Optional.empty();

    /** Whose requirements of new passwords a face asks. */
    public enum PasswordSource {
        SITE,
        DOCUMENT
    }

    private record DocumentedPasswords(Setting<PasswordSource> source, PasswordRules rules) {}

    /**
     * Declares the keys of a face.
     *
     * @param face {@link io.latchkey.adapters.rest.face.Face#name}
     */
    public FaceKeys(String face) {
        this.face = face;
        enabled = setting("enabled", SettingType.BOOLEAN, "true", "whether the " + face + " face is served");
        pathPrefix =
                setting("path-prefix", SettingType.TEXT, "", "what the paths of that face come after, such as /legacy");
        concealAccounts = setting(
                "conceal-accounts",
                SettingType.BOOLEAN,
                null,
                "the same for the " + face + " face alone; the default is " + CONCEAL_ACCOUNTS.key());
        androidHash = setting(
                "android-hash",
                SettingType.TEXT,
                null,
                "hash by which an app for Android that uses the " + face + " face knows its SMS with codes");
    }

    /** The keys that all faces share, in the order of the documentation. */
    public static List<Setting<?>> shared() {
        return SHARED.all();
    }

    public String face() {
        return face;
    }

    /** Beginning of all keys of this face. */
    public String prefix() {
        return "latchkey.faces." + face;
    }

    public Setting<Boolean> enabled() {
        return enabled;
    }

    public Setting<String> pathPrefix() {
        return pathPrefix;
    }

    /** Whether this face conceals which contacts have an account. */
    public boolean concealsAccounts(SettingReader settings) {
        return settings.find(concealAccounts).orElseGet(() -> settings.get(CONCEAL_ACCOUNTS));
    }

    /** Hash by which an app for Android knows its SMS. */
    public Setting<String> androidHash() {
        return androidHash;
    }

    public Setting<Boolean> concealAccounts() {
        return concealAccounts;
    }

    /**
     * Declares the choice between the site's password rules and those of the document.
     *
     * @param rules what the document asks
     * @param asked the same in words
     */
    void documentsPasswords(PasswordRules rules, String asked) {
        Setting<PasswordSource> source = setting(
                "password-rules",
                SettingType.choice(PasswordSource.class),
                "site",
                "whether new passwords by that face obey the rules of latchkey.password (site), or those of its document and"
                        + " no others (document: " + asked + ")");
        documentedPasswords = Optional.of(new DocumentedPasswords(source, rules));
    }

    /** The key of that choice, where the document has password rules. */
    public Optional<Setting<PasswordSource>> passwordSource() {
        return documentedPasswords.map(DocumentedPasswords::source);
    }

    /** The document's password rules, where the operator wants them in place of the site's. */
    public Optional<PasswordRules> passwordRules(SettingReader settings) {
        return documentedPasswords
                .filter(documented -> settings.get(documented.source()) == PasswordSource.DOCUMENT)
                .map(DocumentedPasswords::rules);
    }

    public List<Setting<?>> all() {
        return keys.all();
    }

    /** The keys of each of the face's purposes. */
    public List<PurposeKeys> otp() {
        return List.copyOf(otp);
    }

    /**
     * Declares a key of this face.
     *
     * @param name the key without {@code latchkey.faces.<face>.}
     */
    <T> Setting<T> setting(String name, SettingType<T> type, @Nullable String value, String meaning) {
        return keys.add("faces." + face + "." + name, type, value, meaning);
    }

    /** Declares the key of a file that holds the value of another key of this face. */
    Setting<Path> fileOf(Setting<?> plain) {
        return keys.addFileOf(plain);
    }

    /**
     * Declares the keys of a purpose of this face, the same for all channels.
     *
     * @param name beginning of the keys, without {@code latchkey.faces.<face>.}
     * @param deed what this face does for a right code
     */
    PurposeKeys otp(OtpPurpose purpose, String name, CodeDeed deed, PurposeKeys.Defaults defaults) {
        PurposeKeys declared = PurposeKeys.declare(
                        keys,
                        face + "/" + purpose.value(),
                        List.of(ContactKind.values()),
                        "faces." + face + "." + name,
                        defaults)
                .doing(deed);
        otp.add(declared);
        return declared;
    }
}
