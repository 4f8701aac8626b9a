package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.sms.smtp.SmtpSecurity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one mail server.
 *
 * @param name what records and metrics call the server
 * @param from has no default where another server's sender address holds
 * @param fromName likewise
 */
public record SmtpKeys(
        String name,
        Setting<String> host,
        Setting<Integer> port,
        Setting<SmtpSecurity> security,
        Setting<Auth> auth,
        Setting<String> user,
        Setting<String> password,
        Setting<URI> tokenUrl,
        Setting<String> clientId,
        Setting<String> clientSecret,
        Setting<Path> clientSecretFile,
        Setting<String> scope,
        Setting<Path> accessTokenFile,
        Setting<String> from,
        Setting<String> fromName,
        Setting<Duration> timeout) {

    /** How we sign in, where the server asks for it. */
    public enum Auth {
        LOGIN,
        XOAUTH2
    }

    /** What all of them begin with. */
    public String prefix() {
        return "latchkey." + name;
    }

    /** All but the host. */
    public List<Setting<?>> details() {
        return Stream.concat(
                        Stream.of(port, security, auth, user, password, accessTokenFile, from, fromName, timeout),
                        grant().stream())
                .toList();
    }

    /** Those of the grant of access tokens. */
    public List<Setting<?>> grant() {
        return List.of(tokenUrl, clientId, clientSecret, clientSecretFile, scope);
    }

    /** @param first the server this one stands in for, whose sender it has */
    static SmtpKeys declare(OtpKeys.Declarer to, String name, Optional<SmtpKeys> first) {
        return new SmtpKeys(
                name,
                to.declare(
                        name + ".host",
                        SettingType.TEXT,
                        null,
                        first.isEmpty()
                                ? "mail server; without it no e-mail leaves the house"
                                : "another mail server, for when the first one takes no e-mail"),
                to.declare(name + ".port", SettingType.number(1, 65535), "587", "port of the mail server"),
                to.declare(
                        name + ".security",
                        SettingType.choice(SmtpSecurity.class),
                        "starttls",
                        "starttls and tls refuse a server that offers neither; none is for servers on the same machine"),
                to.declare(
                        name + ".auth",
                        SettingType.choice(Auth.class),
                        "login",
                        "how a set user signs in: login by password, xoauth2 by access token; see mail.md"),
                to.declare(name + ".user", SettingType.TEXT, null, "log-in at the mail server"),
                to.declare(name + ".password", SettingType.TEXT, null, "password of that log-in"),
                to.declare(
                        name + ".oauth.token-url",
                        SettingType.URL,
                        null,
                        "where access tokens are granted for the client's own credentials; https, or http on the same"
                                + " machine"),
                to.declare(name + ".oauth.client-id", SettingType.TEXT, null, "name of the client there"),
                to.declare(
                        name + ".oauth.client-secret",
                        SettingType.TEXT,
                        null,
                        "secret of the client; read at each fetch of a token"),
                to.declare(
                        name + ".oauth.client-secret-file",
                        SettingType.PATH,
                        null,
                        "file that holds it; read at each fetch of a token"),
                to.declare(
                        name + ".oauth.scope",
                        SettingType.TEXT,
                        "",
                        "what the token is for, such as https://outlook.office365.com/.default"),
                to.declare(
                        name + ".access-token-file",
                        SettingType.PATH,
                        null,
                        "file with an access token that another process keeps fresh; read at each connection"),
                to.declare(
                        name + ".from",
                        SettingType.TEXT,
                        first.isEmpty() ? "latchkey@localhost.localdomain" : null,
                        "sender address of e-mails" + likeThat(first.map(SmtpKeys::from))),
                to.declare(
                        name + ".from-name",
                        SettingType.TEXT,
                        first.isEmpty() ? "Latchkey" : null,
                        "name shown with that address" + likeThat(first.map(SmtpKeys::fromName))),
                to.declare(
                        name + ".timeout",
                        SettingType.DURATION,
                        "PT10S",
                        "longest wait for one answer of the mail server or the token server"));
    }

    private static String likeThat(Optional<Setting<String>> first) {
        return first.map(setting -> "; the default is " + setting.key()).orElse("");
    }
}
