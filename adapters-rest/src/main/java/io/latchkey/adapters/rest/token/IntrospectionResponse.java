package io.latchkey.adapters.rest.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.application.session.LiveToken;
import io.latchkey.domain.shared.Username;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of a token (RFC 7662 §2.2). A token that does not count has no member but {@code active}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntrospectionResponse(
        boolean active,
        @JsonProperty("token_type") @Nullable String tokenType,
        @Nullable String iss,
        @Nullable String sub,
        @Nullable String aud,
        @JsonProperty("client_id") @Nullable String clientId,
        @Nullable String username,
        @Nullable String scope,
        @Nullable List<String> groups,
        @Nullable String sid,
        @Nullable String jti,
        @Nullable Long iat,
        @Nullable Long exp,
        @JsonProperty("auth_time") @Nullable Long authTime,
        @Nullable List<String> amr,
        @Nullable String acr)
        implements ResponseBody {
    static final IntrospectionResponse INACTIVE = new IntrospectionResponse(
            false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    static IntrospectionResponse from(LiveToken live) {
        LiveToken.Claims claims = live.claims();
        List<String> roles = live.user().roles().stream().sorted().toList();
        return new IntrospectionResponse(
                true,
                BearerToken.SCHEME,
                claims.issuer(),
                live.user().id().toString(),
                claims.audience(),
                claims.audience(),
                Optional.ofNullable(live.user().username()).map(Username::value).orElse(null),
                String.join(" ", roles),
                roles,
                live.session().id().toString(),
                claims.id(),
                claims.issuedAt().getEpochSecond(),
                claims.expiresAt().getEpochSecond(),
                live.session().authenticatedAt().getEpochSecond(),
                live.session().methods(),
                live.session().acr());
    }
}
