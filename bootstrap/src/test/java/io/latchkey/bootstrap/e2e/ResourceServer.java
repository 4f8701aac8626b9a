package io.latchkey.bootstrap.e2e;

import io.latchkey.bootstrap.e2e.orders.OrdersApplication;
import io.latchkey.bootstrap.e2e.orders.OrdersResource;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/** Services elsewhere that check our tokens with the verifiers they have. What they are told stands in docs/verify-tokens.md. */
enum ResourceServer {
    /** MicroProfile JWT of the server on which the service is deployed. */
    MICROPROFILE {
        @Override
        Optional<String> subject(String issuer, String text) {
            Reply reply =
                    Visitor.anonymous(issuer + MICROPROFILE_PATH).bearer(text).get("/orders");
            return switch (reply.status()) {
                case 200 -> Optional.of(reply.text().replace("orders of ", ""));
                case 401 -> Optional.empty();
                default -> throw new AssertionError(reply + ": " + reply.text());
            };
        }
    },
    SPRING_SECURITY {
        @Override
        Optional<String> subject(String issuer, String text) {
            NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer),
                    new JwtClaimValidator<List<String>>("aud", audience -> audience.contains("latchkey"))));
            try {
                Jwt token = decoder.decode(text);
                return Optional.of(token.getSubject())
                        .filter(subject -> springRoles(token).contains("ROLE_user"));
            } catch (JwtException refused) {
                return Optional.empty();
            }
        }
    },
    SMALLRYE_JWT {
        @Override
        Optional<String> subject(String issuer, String text) {
            String keys = issuer + "/.well-known/jwks.json";
            try {
                JWTAuthContextInfo settings = JWTAuthContextInfoProvider.createWithKeyLocation(keys, issuer)
                        .getContextInfo();
                settings.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
                settings.setExpectedAudience(Set.of("latchkey"));
                JsonWebToken token = new DefaultJWTParser(settings).parse(text);
                return Optional.of(token.getSubject())
                        .filter(subject -> token.getGroups().contains("user"));
            } catch (ParseException refused) {
                return Optional.empty();
            }
        }
    };

    /** Where the service is found that MicroProfile JWT guards. */
    static final String MICROPROFILE_PATH = "/orders";

    /** Whom a token names, if it is taken and gives the role of every account. */
    abstract Optional<String> subject(String issuer, String text);

    private static List<String> springRoles(Jwt token) {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("groups");
        roles.setAuthorityPrefix("ROLE_");
        JwtAuthenticationConverter authentication = new JwtAuthenticationConverter();
        authentication.setJwtGrantedAuthoritiesConverter(roles);
        return authentication.convert(token).getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
    }

    /** Builds the service that MicroProfile JWT guards, configured as the page says. */
    static Path microProfileWar(Path folder, String issuer) {
        Path war = folder.resolve("orders.war");
        ShrinkWrap.create(WebArchive.class, "orders.war")
                .addClasses(OrdersApplication.class, OrdersResource.class)
                .addAsResource(
                        new StringAsset(ManualPage.lines("verify-tokens", "MicroProfile")
                                .replace(ManualPage.SERVICE, issuer)),
                        "META-INF/microprofile-config.properties")
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        return war;
    }
}
