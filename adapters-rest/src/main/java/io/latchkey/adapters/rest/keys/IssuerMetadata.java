package io.latchkey.adapters.rest.keys;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What services may find out about who issues the tokens (RFC 8414).
 *
 * @param issuer {@code iss} of access tokens
 * @param publicUrl URL at which the service is reached, without a slash at the end
 * @param isIntrospecting whether some service may ask about tokens
 */
public record IssuerMetadata(String issuer, String publicUrl, boolean isIntrospecting) {
    private static final List<String> SCHEMES = List.of("https", "http");

    /**
     * The metadata; empty when the issuer is no URL, so that nobody could look for them.
     *
     * @param issuerPath path of the issuer as the address of the request names it (RFC 8414 §3.1); empty where it names none
     */
    Optional<MetadataResponse> find(String issuerPath) {
        return url().filter(url -> issuerPath.isEmpty() || issuerPath.equals(path(url)))
                .map(url -> MetadataResponse.from(this));
    }

    private Optional<URI> url() {
        try {
            return Optional.of(URI.create(issuer))
                    .filter(url -> url.getHost() != null && SCHEMES.contains(url.getScheme()));
        } catch (IllegalArgumentException otherText) {
            return Optional.empty();
        }
    }

    private static String path(URI url) {
        String path = url.getPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
