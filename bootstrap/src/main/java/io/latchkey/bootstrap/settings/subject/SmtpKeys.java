package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.sms.smtp.SmtpSecurity;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one mail server.
 *
 * @param name name of the server in records and metrics
 */
public record SmtpKeys(String name, Server server, Login login, Grant grant, Sender sender) {
    /** Address of the server, and how to connect to it. */
    public record Server(
            Setting<String> host, Setting<Integer> port, Setting<SmtpSecurity> security, Setting<Duration> timeout) {}

    /** Account and secret for signing in to the server. */
    public record Login(
            Setting<Auth> auth, Setting<String> user, Setting<String> password, Setting<Path> accessTokenFile) {}

    /** Server that grants access tokens. */
    public record Grant(
            Setting<URI> tokenUrl,
            Setting<String> clientId,
            Setting<String> clientSecret,
            Setting<Path> clientSecretFile,
            Setting<String> scope) {
        /** All keys of the grant. */
        public List<Setting<?>> all() {
            return List.of(tokenUrl, clientId, clientSecret, clientSecretFile, scope);
        }
    }

    /**
     * Sender of e-mails.
     *
     * @param address has no default for a second server, which uses the first server's address
     * @param name has no default for a second server, which uses the first server's name
     */
    public record Sender(Setting<String> address, Setting<String> name) {}

    /** Ways to sign in, where the server requires it. */
    public enum Auth {
        LOGIN,
        XOAUTH2
    }

    /** Beginning of all keys of this server. */
    public String prefix() {
        return "latchkey." + name;
    }

    /** All keys except the host. */
    public List<Setting<?>> details() {
        Stream<Setting<?>> own = Stream.of(
                server.port(),
                server.security(),
                login.auth(),
                login.user(),
                login.password(),
                login.accessTokenFile(),
                sender.address(),
                sender.name(),
                server.timeout());
        return Stream.concat(own, grant.all().stream()).toList();
    }

    /**
     * Declares the keys of a server.
     *
     * @param first the server that this one stands in for; its sender applies here, too
     */
    static SmtpKeys declare(KeyList to, String name, Optional<SmtpKeys> first) {
        Setting<String> host = to.add(
                name + ".host",
                SettingType.TEXT,
                null,
                first.isEmpty()
                        ? "mail server; without it no e-mail leaves the house"
                        : "another mail server, for when the first one takes no e-mail");
        Setting<Integer> port = to.add(name + ".port", SettingType.number(1, 65535), "587", "port of the mail server");
        Setting<SmtpSecurity> security = to.add(
                name + ".security",
                SettingType.choice(SmtpSecurity.class),
                "starttls",
                "starttls and tls refuse a server that offers neither; none is for servers on the same machine");
        Setting<Auth> auth = to.add(
                name + ".auth",
                SettingType.choice(Auth.class),
                "login",
                "how a set user signs in: login by password, xoauth2 by access token; see mail.md");
        Setting<String> user = to.add(name + ".user", SettingType.TEXT, null, "log-in at the mail server");
        Setting<String> password = to.add(name + ".password", SettingType.TEXT, null, "password of that log-in");
        to.addFileOf(password);
        Setting<URI> tokenUrl = to.add(
                name + ".oauth.token-url",
                SettingType.URL,
                null,
                "where access tokens are granted for the client's own credentials; https, or http on the same"
                        + " machine");
        Setting<String> clientId =
                to.add(name + ".oauth.client-id", SettingType.TEXT, null, "name of the client there");
        Setting<String> clientSecret = to.add(
                name + ".oauth.client-secret",
                SettingType.TEXT,
                null,
                "secret of the client; read at each fetch of a token");
        Setting<Path> clientSecretFile = to.add(
                name + ".oauth.client-secret-file",
                SettingType.PATH,
                null,
                "file that holds it; read at each fetch of a token");
        Setting<String> scope = to.add(
                name + ".oauth.scope",
                SettingType.TEXT,
                "",
                "what the token is for, such as https://outlook.office365.com/.default");
        Setting<Path> accessTokenFile = to.add(
                name + ".access-token-file",
                SettingType.PATH,
                null,
                "file with an access token that another process keeps fresh; read at each connection");
        Setting<String> from = to.add(
                name + ".from",
                SettingType.TEXT,
                first.isEmpty() ? "latchkey@localhost.localdomain" : null,
                "sender address of e-mails"
                        + likeThat(first.map(keys -> keys.sender().address())));
        Setting<String> fromName = to.add(
                name + ".from-name",
                SettingType.TEXT,
                first.isEmpty() ? "Latchkey" : null,
                "name shown with that address"
                        + likeThat(first.map(keys -> keys.sender().name())));
        Setting<Duration> timeout = to.add(
                name + ".timeout",
                SettingType.DURATION,
                "PT10S",
                "longest wait for one answer of the mail server or the token server");
        return new SmtpKeys(
                name,
                new Server(host, port, security, timeout),
                new Login(auth, user, password, accessTokenFile),
                new Grant(tokenUrl, clientId, clientSecret, clientSecretFile, scope),
                new Sender(from, fromName));
    }

    private static String likeThat(Optional<Setting<String>> first) {
        return first.map(setting -> "; the default is " + setting.key()).orElse("");
    }
}
