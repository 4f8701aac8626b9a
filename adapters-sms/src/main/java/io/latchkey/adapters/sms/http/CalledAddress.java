package io.latchkey.adapters.sms.http;

import io.latchkey.application.delivery.ReceiptCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The address of our own that a provider called and signed. Providers write it with its port or without, and the host as it was typed into
 * their pages, in small letters, or as they call it. Their own libraries believe all of these, and so do we: none of it changes where the
 * call went. Path and query are as they are.
 */
final class CalledAddress {
    private static final String SCHEME_END = "://";

    private final String scheme;
    private final String host;
    private final String port;
    private final String rest;

    /** @param url with its query */
    CalledAddress(String url) {
        int start = url.indexOf(SCHEME_END) + SCHEME_END.length();
        int end = Stream.of('/', '?', '#')
                .mapToInt(sign -> url.indexOf(sign, start))
                .filter(index -> index >= 0)
                .min()
                .orElse(url.length());
        int colon = url.lastIndexOf(':', end);
        boolean hasPort = colon >= start && url.substring(colon + 1, end).matches("[0-9]+");
        this.scheme = url.substring(0, start);
        this.host = url.substring(start, hasPort ? colon : end);
        this.port = hasPort ? url.substring(colon, end) : "";
        this.rest = url.substring(end);
    }

    /** Every way to write the address that the caller may have signed; the one that was configured comes first. */
    List<String> spellings(ReceiptCall call) {
        Set<String> spellings = new LinkedHashSet<>();
        for (String spelledHost : List.of(host, host.toLowerCase(Locale.ROOT), calledHost(call))) {
            for (String spelledPort : List.of(port, "", usualPort())) {
                // A port that is not the configured one may only be the one that goes without saying.
                if (port.isEmpty() || !spelledPort.equals(usualPort()) || port.equals(usualPort())) {
                    spellings.add(scheme + spelledHost + spelledPort + rest);
                }
            }
        }
        return List.copyOf(spellings);
    }

    private String usualPort() {
        return scheme.regionMatches(true, 0, "https", 0, 5) ? ":443" : ":80";
    }

    /** Our host with the capitals of the call. */
    private String calledHost(ReceiptCall call) {
        String called = ReceiptSignature.headerOf(call, "host").replaceFirst(":[0-9]+$", "");
        return called.equalsIgnoreCase(host) ? called : host;
    }
}
