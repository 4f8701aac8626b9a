package io.latchkey.bootstrap.launcher.server;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.util.Header;

/**
 * Ignores the wish for another protocol that is not taken (RFC 9110 §7.8). To the server such a request has no body: who reads it waits in vain, and
 * what the client sent as the body would be read as the next request of the connection. The change to HTTP/2 is the server's own.
 */
final class UntakenUpgrades extends BaseFilter {
    private static final String HTTP_2 = "h2c";
    private static final String HTTP_2_SETTINGS = "HTTP2-Settings";

    /** Comes between the reading of a head and the decision whether a body follows. */
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event instanceof IncomingHttpUpgradeEvent upgrade && !isForHttp2(upgrade.getHttpHeader())) {
            HttpHeader head = upgrade.getHttpHeader();
            head.getUpgradeDC().recycle();
            head.getHeaders().removeHeader(Header.Upgrade);
            head.setIgnoreContentModifiers(false);
        }
        return context.getInvokeAction();
    }

    private static boolean isForHttp2(HttpHeader head) {
        return HTTP_2.equalsIgnoreCase(head.getUpgrade()) && head.getHeader(HTTP_2_SETTINGS) != null;
    }
}
