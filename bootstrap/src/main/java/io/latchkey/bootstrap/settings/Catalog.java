package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.bootstrap.settings.face.BioentrustKeys;
import io.latchkey.bootstrap.settings.face.DhiwiseKeys;
import io.latchkey.bootstrap.settings.face.DrfUserKeys;
import io.latchkey.bootstrap.settings.face.EssdeeKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.AdminKeys;
import io.latchkey.bootstrap.settings.subject.CredentialKeys;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.EmailKeys;
import io.latchkey.bootstrap.settings.subject.FunnelKeys;
import io.latchkey.bootstrap.settings.subject.HealthKeys;
import io.latchkey.bootstrap.settings.subject.ImageKeys;
import io.latchkey.bootstrap.settings.subject.MailKeys;
import io.latchkey.bootstrap.settings.subject.MasterSecretKeys;
import io.latchkey.bootstrap.settings.subject.MessageKeys;
import io.latchkey.bootstrap.settings.subject.NoticeKeys;
import io.latchkey.bootstrap.settings.subject.OriginKeys;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.bootstrap.settings.subject.PageKeys;
import io.latchkey.bootstrap.settings.subject.PasswordKeys;
import io.latchkey.bootstrap.settings.subject.PhoneKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.bootstrap.settings.subject.RetentionKeys;
import io.latchkey.bootstrap.settings.subject.SessionKeys;
import io.latchkey.bootstrap.settings.subject.SignInKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.bootstrap.settings.subject.ThrottleKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every configuration key, in the order of the documentation. The documentation is made from this class. */
public final class Catalog {
    private static final List<Setting<?>> NATIVE = Stream.of(
                    ServerKeys.all(),
                    DatabaseKeys.all(),
                    MasterSecretKeys.all(),
                    RequestKeys.all(),
                    OriginKeys.all(),
                    PageKeys.all(),
                    PhoneKeys.all(),
                    TokenKeys.all(),
                    SessionKeys.all(),
                    SignInKeys.all(),
                    CredentialKeys.all(),
                    AdminKeys.all(),
                    PasswordKeys.all(),
                    ImageKeys.all(),
                    DeliveryKeys.all(),
                    HealthKeys.all(),
                    FunnelKeys.all(),
                    RetentionKeys.all(),
                    MessageKeys.all(),
                    NoticeKeys.all(),
                    EmailKeys.all(),
                    MailKeys.all(),
                    SmsKeys.all(),
                    ProviderKeys.all(),
                    OtpKeys.all(),
                    ThrottleKeys.all(),
                    FaceKeys.shared())
            .flatMap(List::stream)
            .toList();

    private static final List<FaceKeys> FACES = faceKeys(
            List.of(EssdeeKeys.FACE, SunbirdKeys.FACE, BioentrustKeys.FACE, DhiwiseKeys.FACE, DrfUserKeys.FACE));

    private Catalog() {}

    /** Every key, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return Stream.concat(NATIVE.stream(), FACES.stream().map(FaceKeys::all).flatMap(List::stream))
                .toList();
    }

    /** The keys of every purpose, including those of faces. */
    public static List<PurposeKeys> otp() {
        return Stream.concat(
                        OtpKeys.purposes().stream(),
                        FACES.stream().map(FaceKeys::otp).flatMap(List::stream))
                .toList();
    }

    /** The keys of all lifetimes that access tokens can have. */
    public static List<Setting<Duration>> accessTokenLifetimes() {
        return List.of(SessionKeys.ACCESS_TOKEN_LIFETIME, DhiwiseKeys.TOKEN_LIFETIME);
    }

    /** The keys of each face. */
    public static List<FaceKeys> faces() {
        return FACES;
    }

    /** The keys of all faces. A face that declares no keys of its own gets the keys that all faces have. */
    private static List<FaceKeys> faceKeys(List<FaceKeys> declared) {
        return LatchkeyRestClasses.faces().stream()
                .map(face -> declared.stream()
                        .filter(keys -> keys.face().equals(face.name()))
                        .findFirst()
                        .orElseGet(() -> new FaceKeys(face.name())))
                .toList();
    }

    /** The reference as a Markdown table. */
    public static String markdown() {
        return Stream.of(
                        all().stream().map(Catalog::row),
                        OtpKeys.rowsOfNames().stream(),
                        ProviderKeys.rowsOfValues().stream())
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n", "| key | type | default | meaning |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(Setting<?> setting) {
        String value = setting.defaultValue();
        return "| `" + setting.key() + "` | " + setting.type().name() + " | "
                + (value == null || value.isEmpty() ? "–" : "`" + value + "`") + " | " + setting.meaning() + " |";
    }
}
