package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.rest.origin.AllowedOrigins;
import io.latchkey.adapters.rest.session.BrowserSessions;
import io.latchkey.adapters.sms.net.Loopback;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.net.URI;
import java.util.List;

/** The keys of what pages of other origins may do, and of the sessions of pages. */
public final class OriginKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<List<String>> ORIGINS = KEYS.add(
            "cors.origins",
            SettingType.LIST,
            "",
            "origins whose pages may call the API and the faces, such as https://app.example.org; without any, only pages of"
                    + " this service may");

    public static final Setting<Boolean> BROWSER_SESSIONS = KEYS.add(
            "browser-sessions",
            SettingType.BOOLEAN,
            "false",
            "whether pages of this service and of latchkey.cors.origins may have sessions whose refresh token is a cookie that"
                    + " no script reads, at /api/v1/browser/session; needs HTTPS");

    private OriginKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** The origins whose pages may call the API. */
    public static AllowedOrigins origins(SettingReader settings) {
        return settings.build(ORIGINS.key(), read -> AllowedOrigins.parse(read.get(ORIGINS)));
    }

    /**
     * The sessions whose refresh token is a cookie.
     *
     * @param publicUrl URL at which browsers reach the service
     */
    public static BrowserSessions browserSessions(SettingReader settings, String publicUrl) {
        URI url = URI.create(publicUrl);
        if (settings.get(BROWSER_SESSIONS) && "http".equals(url.getScheme()) && !Loopback.names(url.getHost())) {
            throw new InvalidSettingException(BROWSER_SESSIONS.key() + " needs " + ServerKeys.PUBLIC_URL.key()
                    + " to be of https: browsers take such a cookie from nowhere else.");
        }
        return new BrowserSessions(
                settings.get(BROWSER_SESSIONS), origins(settings).and(url), settings.get(SessionKeys.LIFETIME));
    }
}
