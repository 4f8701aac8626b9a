package io.latchkey.adapters.sms.oauth;

import java.net.http.HttpRequest;

/** A call to a token server that asks for an access token (RFC 6749 §4). */
@FunctionalInterface
public interface TokenCall {
    /** @throws IllegalArgumentException when the address cannot be called */
    HttpRequest toHttp();
}
