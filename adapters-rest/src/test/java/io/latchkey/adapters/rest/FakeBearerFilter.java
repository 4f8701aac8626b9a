package io.latchkey.adapters.rest;

import jakarta.annotation.Priority;
import jakarta.json.JsonString;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Stands in for the container's check of access tokens: {@code Bearer <use> <user> <session>} is a genuine token. */
@PreMatching
@Priority(1)
public final class FakeBearerFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return;
        }
        String[] parts = authorization.split(" ", -1);
        Token token = new Token(
                parts[2], Map.of("sub", parts[2], "sid", new Text(parts[3]), "token_use", new Text(parts[1])));
        request.setSecurityContext(new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return token;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "Bearer";
            }
        });
    }

    private record Token(String name, Map<String, Object> claims) implements JsonWebToken {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T getClaim(String claimName) {
            return (T) claims.get(claimName);
        }
    }

    /** A claim as the server's token gives it. */
    private record Text(String text) implements JsonString {
        @Override
        public String getString() {
            return text;
        }

        @Override
        public CharSequence getChars() {
            return text;
        }

        @Override
        public ValueType getValueType() {
            return ValueType.STRING;
        }
    }
}
