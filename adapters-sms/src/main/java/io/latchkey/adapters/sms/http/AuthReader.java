package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Template;
import java.util.HashSet;
import java.util.Set;

/** Reads the section {@code auth}: how a call proves who makes it. */
final class AuthReader {
    private static final Set<String> SIGNED_CALL = Set.of("method", "path", "body", "timestamp", "from");

    private AuthReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key */
    static ProviderAuth auth(Place place) {
        Section section = place.section(Set.of("basic", "bearer", "header", "query", "hmac", "oauth2", "aws-sigv4"));
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
            case "oauth2" -> {
                Section oauth =
                        detail.section(Set.of("token-url", "client-id", "client-secret", "scope", "follows-base-url"));
                yield new ProviderAuth.OAuth2(
                        RequestReader.url(oauth.get("token-url"), Set.of()),
                        Fields.secret(oauth.get("client-id")),
                        Fields.secret(oauth.get("client-secret")),
                        oauth.find("scope").map(Fields::secret).orElseGet(() -> Template.literal("")),
                        oauth.find("follows-base-url").map(Fields::flag).orElse(false));
            }
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

    private static ProviderAuth hmac(Place place) {
        Section section = place.section(Set.of("algorithm", "key", "over", "encoding", "header", "value"));
        Set<String> inValue = new HashSet<>(SIGNED_CALL);
        inValue.add("signature");
        return new ProviderAuth.Hmac(
                Fields.choice(section.get("algorithm"), Macs.Algorithm.class),
                Fields.secret(section.get("key")),
                Fields.template(section.get("over"), SIGNED_CALL),
                HttpFields.encoding(section),
                HttpFields.header(section.get("header")),
                section.find("value")
                        .map(value -> Fields.template(value, inValue))
                        .orElseGet(() -> Template.parse("{signature}", "signature"::equals)));
    }

    private static String only(Place place, Section section) {
        if (section.members().size() != 1) {
            throw place.refuse("must have one key");
        }
        return section.members().keySet().iterator().next();
    }
}
