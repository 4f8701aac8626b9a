package io.latchkey.adapters.sms.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The target of a mailed link; never taken from a request.
 *
 * @param template an https address (http on this machine only) with {@code {token}} once, after the host
 */
public record LinkTemplate(String template) {
    private static final String TOKEN = "{token}";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    /** @throws IllegalArgumentException when the address is not safe */
    public LinkTemplate {
        if (!isLink(template)) {
            throw new IllegalArgumentException("reset-link must be an https address (http on this machine only) with "
                    + TOKEN + " once, after the host");
        }
    }

    /** The address with this token. */
    String with(String token) {
        return template.replace(TOKEN, URLEncoder.encode(token, StandardCharsets.UTF_8));
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
