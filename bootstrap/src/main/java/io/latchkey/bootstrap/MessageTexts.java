package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.text.LinkTemplate;
import io.latchkey.adapters.sms.text.MessageTemplates;
import io.latchkey.adapters.sms.text.TemplateSettings;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.BioentrustKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.subject.MessageKeys;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the texts of messages from the settings and the operator's folder. */
final class MessageTexts {
    private MessageTexts() {}

    /**
     * @throws io.latchkey.bootstrap.settings.key.InvalidSettingException naming the key, or the file and line, of the
     *     first error
     */
    static MessageTemplates read(Settings settings, String publicUrl) {
        List<String> strangers = settings.namesOfOtherPurposes(settings.get(OtpKeys.CUSTOM_PURPOSES));
        if (!strangers.isEmpty()) {
            throw new InvalidSettingException(strangers.stream()
                    .map(key -> key + " names a purpose that " + OtpKeys.CUSTOM_PURPOSES.key() + " does not list.")
                    .toList());
        }
        return settings.build("latchkey.messages", read -> new MessageTemplates(templates(settings, publicUrl)));
    }

    private static TemplateSettings templates(Settings settings, String publicUrl) {
        String link = settings.find(MessageKeys.RESET_LINK).orElse(publicUrl + "/reset-password#token={token}");
        return new TemplateSettings(
                settings.get(MessageKeys.SITE),
                URI.create(publicUrl).getHost(),
                settings.get(RequestKeys.DEFAULT_LOCALE),
                settings.find(MessageKeys.FOLDER),
                Optional.of(new LinkTemplate(link)),
                appLinks(settings, link),
                settings.get(OtpKeys.CUSTOM_PURPOSES).stream()
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), settings::purposeNames)),
                androidHashes(settings));
    }

    /** The hashes of apps for Android, by the name of the app whose codes they are for. */
    private static Map<String, String> androidHashes(SettingReader settings) {
        Map<String, String> hashes = new HashMap<>();
        settings.find(MessageKeys.ANDROID_HASH).ifPresent(hash -> hashes.put(TemplateSettings.NATIVE, hash));
        Catalog.faces()
                .forEach(face -> settings.find(face.androidHash()).ifPresent(hash -> hashes.put(face.face(), hash)));
        return hashes;
    }

    /**
     * Reset links of the faces whose clients have no form for reset codes. By default a link leads to the built-in
     * page.
     */
    private static Map<String, LinkTemplate> appLinks(SettingReader settings, String builtIn) {
        FaceKeys bioentrust = BioentrustKeys.FACE;
        return Map.of(
                bioentrust.face(),
                settings.build(
                        bioentrust.prefix(),
                        read -> new LinkTemplate(
                                read.find(BioentrustKeys.RESET_LINK).orElse(builtIn))));
    }
}
