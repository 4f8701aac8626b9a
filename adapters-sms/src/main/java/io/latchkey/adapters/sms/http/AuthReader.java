package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.oauth.JwtKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the section {@code auth}: how a call proves who makes it. */
final class AuthReader {
    private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);
    private static final Set<String> ADDED_CLAIMS = Set.of("iat", "exp", "jti");

    private AuthReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key */
    static ProviderAuth auth(Place place) {
        Section section =
                place.section(Set.of("basic", "bearer", "header", "query", "hmac", "jwt", "oauth2", "aws-sigv4"));
        String kind = only(place, section);
        Place detail = section.get(kind);
        return switch (kind) {
            case "basic" -> {
                Section basic = detail.section(Set.of("user", "password"));
                yield new ProviderAuth.Basic(Fields.secret(basic.get("user")), Fields.secret(basic.get("password")));
            }
            case "bearer" -> {
                Template token = Fields.secret(detail);
                yield new ProviderAuth.Header("Authorization", Template.prefixed("Bearer ", token));
            }
            case "header" -> {
                Section header = detail.section(Set.of("name", "value"));
                yield new ProviderAuth.Header(
                        HttpFields.header(header.get("name")), Fields.secret(header.get("value")));
            }
            case "query" -> {
                Section query = detail.section(Set.of("name", "value"));
                yield new ProviderAuth.Query(query.get("name").text(), Fields.secret(query.get("value")));
            }
            case "hmac" -> hmac(detail);
            case "jwt" -> jwt(detail);
            case "oauth2" -> oauth2(detail);
            default -> {
                Section aws = detail.section(Set.of("access-key", "secret-key", "region", "service"));
                yield new ProviderAuth.AwsSigV4(
                        Fields.secret(aws.get("access-key")),
                        Fields.secret(aws.get("secret-key")),
                        Fields.secret(aws.get("region")),
                        aws.get("service").text());
            }
        };
    }

    private static ProviderAuth oauth2(Place place) {
        Section oauth =
                place.section(Set.of("token-url", "client-id", "client-secret", "scope", "jwt", "follows-base-url"));
        Template url = RequestReader.url(oauth.get("token-url"), Set.of());
        boolean follows = oauth.find("follows-base-url").map(Fields::flag).orElse(false);
        if (oauth.has("jwt")) {
            place.section(Set.of("token-url", "jwt", "follows-base-url"));
            return new ProviderAuth.JwtGrant(url, jwt(oauth.get("jwt")), follows);
        }
        return new ProviderAuth.OAuth2(
                url,
                Fields.secret(oauth.get("client-id")),
                Fields.secret(oauth.get("client-secret")),
                oauth.find("scope").map(Fields::secret).orElseGet(() -> Template.literal("")),
                follows);
    }

    private static ProviderAuth.Jwt jwt(Place place) {
        Section section = place.section(Set.of("algorithm", "key", "key-id", "claims", "lifetime"));
        Map<String, Template> claims = new LinkedHashMap<>();
        section.get("claims").members().forEach((name, claim) -> {
            claim.require(!ADDED_CLAIMS.contains(name), "is added to every token");
            claims.put(name, Fields.secret(claim));
        });
        return new ProviderAuth.Jwt(
                Fields.choice(section.get("algorithm"), JwtKey.Algorithm.class),
                Fields.secret(section.get("key")),
                section.find("key-id").map(Fields::secret).orElseGet(() -> Template.literal("")),
                claims,
                section.find("lifetime").map(AuthReader::lifetime).orElse(USUAL_LIFETIME));
    }

    private static Duration lifetime(Place place) {
        Duration lifetime = Fields.duration(place);
        place.require(!lifetime.minusSeconds(1).isNegative(), "must be a second or more");
        return lifetime;
    }

    private static ProviderAuth hmac(Place place) {
        Section section = place.section(Set.of(
                "algorithm",
                "key",
                "key-form",
                "canonical",
                "over",
                "encoding",
                "header",
                "value",
                "headers",
                "query",
                "fields"));
        List<Place> keys = section.get("key").oneOrMore();
        Set<String> inOver =
                section.has("canonical") ? and(CallSignature.PARTS, CallSignature.CANONICAL) : CallSignature.PARTS;
        return new ProviderAuth.Hmac(new CallSignature(
                Fields.choice(section.get("algorithm"), Macs.Algorithm.class),
                Stream.concat(
                                Stream.of(Fields.secret(keys.get(0))),
                                keys.stream().skip(1).map(step -> Fields.template(step, CallSignature.PARTS)))
                        .toList(),
                HttpFields.keyForm(section),
                section.find("canonical").map(text -> Fields.template(text, CallSignature.PARTS)),
                Fields.template(section.get("over"), inOver),
                HttpFields.encoding(section),
                places(section)));
    }

    /** Reads where a signature goes: one header, or several headers, parameters and fields of which one at least shows it. */
    private static CallSignature.Places places(Section section) {
        Set<String> known = and(CallSignature.PARTS, CallSignature.SIGNATURE);
        Map<String, Template> headers = new LinkedHashMap<>();
        if (section.has("header")) {
            headers.put(
                    HttpFields.header(section.get("header")),
                    section.find("value")
                            .map(value -> Fields.template(value, known))
                            .orElseGet(() -> Template.parse("{signature}", CallSignature.SIGNATURE::equals)));
        } else {
            section.find("value").ifPresent(value -> value.require(false, "must stand beside header"));
        }
        section.find("headers").ifPresent(place -> headers.putAll(RequestReader.headers(place, known)));
        CallSignature.Places places = new CallSignature.Places(
                headers,
                section.find("query")
                        .map(place -> RequestReader.templates(place, known))
                        .orElseGet(Map::of),
                section.find("fields")
                        .map(place -> RequestReader.templates(place, known))
                        .orElseGet(Map::of));
        section.place()
                .require(
                        places.templates().stream().anyMatch(place -> place.names(CallSignature.SIGNATURE)),
                        "must have {signature} in header, headers, query or fields");
        return places;
    }

    private static Set<String> and(Set<String> names, String more) {
        Set<String> all = new HashSet<>(names);
        all.add(more);
        return all;
    }

    private static String only(Place place, Section section) {
        if (section.members().size() != 1) {
            throw place.refuse("must have one key");
        }
        return section.members().keySet().iterator().next();
    }
}
