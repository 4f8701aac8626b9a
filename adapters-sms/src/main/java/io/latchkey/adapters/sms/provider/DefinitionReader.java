package io.latchkey.adapters.sms.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.provider.Place.Section;
import io.latchkey.domain.shared.Channel;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads definitions: YAML in which every key is known, every placeholder has a meaning and nothing is missing. */
final class DefinitionReader {
    private static final int LONGEST_FILE = 64 * 1024;
    private static final int DEEPEST = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,40}");
    private static final Pattern VALUE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern URL = Pattern.compile("https://([^/?#]+)(/[^?#]*)?(\\?[^#]*)?");
    private static final Pattern HOST = Pattern.compile(
            "(\\{secret\\.[a-z][a-z0-9-]*}|[A-Za-z0-9-])+(\\.(\\{secret\\.[a-z][a-z0-9-]*}|[A-Za-z0-9-])+)*"
                    + "(\\.[A-Za-z0-9-]+){2}(:[0-9]{1,5})?|[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern HTTP_STATUS = Pattern.compile("http ([1-5])([0-9]{2}|xx)");

    private static final Set<String> CALL = Set.of(
            "to",
            "toDigits",
            "text",
            "textSpoken",
            "from",
            "id",
            "code",
            "codeSpoken",
            "language",
            "receiptUrl",
            "templateId",
            "unicode");
    private static final Set<String> SIGNED_CALL = Set.of("method", "path", "body", "timestamp", "from");
    private static final Set<String> ADDRESS = Set.of("templateId", "from");
    private static final Set<String> SIGNED_RECEIPT = Set.of("url", "params", "body", "bodySha256");

    private DefinitionReader() {}

    /**
     * @param file what refusals call it
     * @throws InvalidDefinitionException naming file, line and key
     */
    static Definition read(String file, String yaml) {
        Place root = root(file, yaml);
        return root.members().containsKey("smpp") ? SmppDefinitionReader.read(root) : http(root);
    }

    private static ProviderDefinition http(Place root) {
        Section top = root.section(Set.of(
                "name",
                "channel",
                "defaults",
                "languages",
                "request",
                "auth",
                "accepted",
                "reference",
                "errors",
                "receipts",
                "price",
                "limits"));
        return new ProviderDefinition(
                name(top),
                channel(top.get("channel")),
                top.find("defaults").map(DefinitionReader::defaults).orElseGet(Map::of),
                top.find("languages").map(DefinitionReader::languages).orElseGet(Map::of),
                request(top.get("request")),
                top.find("auth").map(DefinitionReader::auth).orElseGet(ProviderAuth.None::new),
                answers(top),
                top.find("receipts").map(DefinitionReader::receipts),
                top.find("price").map(DefinitionReader::price),
                top.find("limits").map(DefinitionReader::perSecond));
    }

    static String name(Section top) {
        Place name = top.get("name");
        check(name, NAME.matcher(name.text()).matches(), "must be 1 to 40 letters, digits and hyphens");
        return name.text();
    }

    /** @throws InvalidDefinitionException when it is no YAML */
    static Place root(String file, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_FILE);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        Node node;
        try {
            node = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw new InvalidDefinitionException(file, line, "is no YAML: " + malformed.getProblem());
        } catch (YAMLException malformed) {
            throw new InvalidDefinitionException(file, 1, "is no YAML: " + malformed.getMessage());
        }
        if (node == null) {
            throw new InvalidDefinitionException(file, 1, "is empty");
        }
        return new Place(file, node, "");
    }

    private static Channel channel(Place place) {
        return Stream.of(Channel.SMS, Channel.WHATSAPP, Channel.VOICE)
                .filter(channel -> channel.wireName().equals(place.text()))
                .findFirst()
                .orElseThrow(() -> place.refuse("must be sms, whatsapp or voice"));
    }

    private static Map<String, String> languages(Place place) {
        Map<String, String> names = new LinkedHashMap<>();
        place.members().forEach((language, name) -> {
            check(name, LANGUAGE.matcher(language).matches(), "must have a language such as en or pt-BR in front");
            names.put(language, name.text());
        });
        return Map.copyOf(names);
    }

    static Map<String, String> defaults(Place place) {
        Map<String, String> values = new LinkedHashMap<>();
        place.members().forEach((name, value) -> {
            check(value, VALUE_NAME.matcher(name).matches(), "must have small letters, digits and hyphens in its name");
            values.put(name, value.text());
        });
        return Map.copyOf(values);
    }

    private static ProviderDefinition.Request request(Place place) {
        Section section = place.section(Set.of("method", "url", "query", "headers", "form", "json", "xml"));
        String method = section.find("method")
                .map(given -> {
                    // A code in an address would end up in logs.
                    check(given, Set.of("POST", "PUT").contains(given.text()), "must be POST or PUT");
                    return given.text();
                })
                .orElse("POST");
        ProviderDefinition.Request request = new ProviderDefinition.Request(
                method,
                url(section.get("url"), ADDRESS),
                section.find("query").map(query -> templates(query, ADDRESS)).orElseGet(Map::of),
                section.find("headers").map(DefinitionReader::headers).orElseGet(Map::of),
                body(section));
        List<Template> body = new ArrayList<>();
        request.body().templates(body::add);
        check(
                place,
                Stream.of("text", "code", "textSpoken", "codeSpoken", "templateId")
                        .anyMatch(word -> names(body, word)),
                "must have {text}, {code} or {templateId} in its body");
        check(place, names(body, "to") || names(body, "toDigits"), "must have {to} or {toDigits} in its body");
        return request;
    }

    private static boolean names(List<Template> templates, String placeholder) {
        return templates.stream().anyMatch(template -> template.names(placeholder));
    }

    private static Template url(Place place, Set<String> placeholders) {
        var parts = URL.matcher(place.text());
        check(place, parts.matches(), "must be an https address without fragment");
        check(
                place,
                HOST.matcher(parts.group(1)).matches(),
                "must name a host; of it {secret.…} may stand for labels left of the last two only");
        Template template = template(place, known(placeholders));
        try {
            URI.create(template.fill(name -> "x"));
        } catch (IllegalArgumentException malformed) {
            throw place.refuse("is no well-formed address");
        }
        return template;
    }

    private static Map<String, Template> headers(Place place) {
        place.members()
                .forEach((name, value) ->
                        check(value, HEADER_NAME.matcher(name).matches(), "must have a name that can be a header's"));
        return templates(place, CALL);
    }

    private static Map<String, Template> templates(Place place, Set<String> placeholders) {
        Map<String, Template> templates = new LinkedHashMap<>();
        place.members().forEach((name, value) -> templates.put(name, template(value, known(placeholders))));
        return templates;
    }

    private static RequestBody body(Section section) {
        List<String> kinds =
                Stream.of("form", "json", "xml").filter(section::has).toList();
        if (kinds.size() != 1) {
            throw section.place().refuse("must have one of form, json and xml");
        }
        Place body = section.get(kinds.get(0));
        return switch (kinds.get(0)) {
            case "form" -> form(body);
            case "json" -> new RequestBody.Json(element(body));
            default -> new RequestBody.Xml(xml(body));
        };
    }

    private static RequestBody form(Place place) {
        Map<String, Template> fields = new LinkedHashMap<>();
        Set<String> documents = new HashSet<>();
        place.members().forEach((name, field) -> {
            if (field.isMap() && field.members().containsKey("xml")) {
                fields.put(name, xml(field.section(Set.of("xml")).get("xml")));
                documents.add(name);
            } else {
                fields.put(name, template(field, known(CALL)));
            }
        });
        return new RequestBody.Form(fields, Set.copyOf(documents));
    }

    private static Template xml(Place place) {
        Template document = template(place, known(CALL));
        check(
                place,
                Answer.readXml(document.fill(name -> "<&\"'>", RequestBody.Xml::escape))
                        .isPresent(),
                "must be an XML document with its placeholders within texts and attributes");
        return document;
    }

    private static RequestBody.Element element(Place place) {
        if (place.isMap()) {
            Map<String, RequestBody.Element> members = new LinkedHashMap<>();
            place.members().forEach((name, member) -> members.put(name, element(member)));
            return new RequestBody.Element.Members(members);
        }
        if (place.isList()) {
            return new RequestBody.Element.Items(
                    place.oneOrMore().stream().map(DefinitionReader::element).toList());
        }
        if (place.isString()) {
            return new RequestBody.Element.Text(template(place, known(CALL)));
        }
        try {
            return new RequestBody.Element.Constant(JSON.readTree(place.text()));
        } catch (JsonProcessingException noJson) {
            throw place.refuse("must be a text in quotes, a number, true or false");
        }
    }

    private static ProviderAuth auth(Place place) {
        Section section = place.section(Set.of("basic", "bearer", "header", "query", "hmac", "oauth2", "aws-sigv4"));
        String kind = only(place, section);
        Place detail = section.get(kind);
        return switch (kind) {
            case "basic" -> {
                Section basic = detail.section(Set.of("user", "password"));
                yield new ProviderAuth.Basic(secret(basic.get("user")), secret(basic.get("password")));
            }
            case "bearer" -> {
                Template token = secret(detail);
                yield new ProviderAuth.Header("Authorization", Template.prefixed("Bearer ", token));
            }
            case "header" -> {
                Section header = detail.section(Set.of("name", "value"));
                yield new ProviderAuth.Header(header(header.get("name")), secret(header.get("value")));
            }
            case "query" -> {
                Section query = detail.section(Set.of("name", "value"));
                yield new ProviderAuth.Query(query.get("name").text(), secret(query.get("value")));
            }
            case "hmac" -> hmac(detail);
            case "oauth2" -> {
                Section oauth = detail.section(Set.of("token-url", "client-id", "client-secret", "scope"));
                yield new ProviderAuth.OAuth2(
                        url(oauth.get("token-url"), Set.of()),
                        secret(oauth.get("client-id")),
                        secret(oauth.get("client-secret")),
                        oauth.find("scope").map(DefinitionReader::secret).orElseGet(() -> Template.literal("")));
            }
            default -> {
                Section aws = detail.section(Set.of("access-key", "secret-key", "region", "service"));
                yield new ProviderAuth.AwsSigV4(
                        secret(aws.get("access-key")),
                        secret(aws.get("secret-key")),
                        secret(aws.get("region")),
                        aws.get("service").text());
            }
        };
    }

    private static ProviderAuth hmac(Place place) {
        Section section = place.section(Set.of("algorithm", "key", "over", "encoding", "header", "value"));
        Set<String> inValue = new HashSet<>(SIGNED_CALL);
        inValue.add("signature");
        return new ProviderAuth.Hmac(
                choice(section.get("algorithm"), Macs.Algorithm.class),
                secret(section.get("key")),
                template(section.get("over"), known(SIGNED_CALL)),
                encoding(section),
                header(section.get("header")),
                section.find("value")
                        .map(value -> template(value, known(inValue)))
                        .orElseGet(() -> Template.parse("{signature}", "signature"::equals)));
    }

    private static AnswerRules answers(Section top) {
        Section accepted = top.get("accepted").section(Set.of("status", "at", "is", "not", "sample"));
        Set<Integer> statuses = new HashSet<>();
        Place status = accepted.get("status");
        for (Place one : status.oneOrMore()) {
            check(one, one.text().matches("2[0-9]{2}"), "must be 200 to 299");
            statuses.add(Integer.valueOf(one.text()));
        }
        Optional<Section> errors = top.find("errors").map(place -> place.section(errorKeys()));
        return new AnswerRules(
                Set.copyOf(statuses),
                condition(accepted),
                top.find("reference").map(DefinitionReader::references).orElseGet(List::of),
                errors.flatMap(section -> section.find("at"))
                        .map(DefinitionReader::selectors)
                        .orElseGet(List::of),
                errors.map(DefinitionReader::rules).orElseGet(List::of),
                errors.flatMap(section -> section.find("wait")).map(DefinitionReader::duration),
                accepted.find("sample").map(Place::text).orElse(""),
                errors.flatMap(section -> section.find("sample"))
                        .map(DefinitionReader::refusal)
                        .orElse(""));
    }

    private static String refusal(Place place) {
        check(place, place.text().contains("{code}"), "must have {code} where the provider's code stands");
        return place.text();
    }

    private static Optional<AnswerRules.Condition> condition(Section accepted) {
        if (!accepted.has("at")) {
            check(accepted.place(), !accepted.has("is") && !accepted.has("not"), "must have the key at");
            return Optional.empty();
        }
        if (accepted.has("is") == accepted.has("not")) {
            throw accepted.place().refuse("must have one of is and not beside at");
        }
        boolean isOneOf = accepted.has("is");
        return Optional.of(new AnswerRules.Condition(
                accepted.get("at").read(Selector::parse), isOneOf, patterns(accepted.get(isOneOf ? "is" : "not"))));
    }

    private static Set<String> errorKeys() {
        return Stream.concat(
                        Stream.of("at", "wait", "sample"),
                        Arrays.stream(ErrorClass.values()).map(ErrorClass::wireName))
                .collect(Collectors.toSet());
    }

    private static List<AnswerRules.Rule> rules(Section errors) {
        List<AnswerRules.Rule> exact = new ArrayList<>();
        List<AnswerRules.Rule> classes = new ArrayList<>();
        for (ErrorClass errorClass : ErrorClass.values()) {
            errors.find(errorClass.wireName())
                    .ifPresent(place -> place.oneOrMore().forEach(one -> {
                        AnswerRules.Rule rule = rule(one, errorClass, errors.has("at"));
                        boolean isWide = rule.statuses()
                                        .filter(range -> range.low() != range.high())
                                        .isPresent()
                                || rule.value()
                                        .filter(AnswerRules.Pattern::isBeginning)
                                        .isPresent();
                        (isWide ? classes : exact).add(rule);
                    }));
        }
        // What is said of one status or code goes before what is said of many of them.
        exact.addAll(classes);
        return List.copyOf(exact);
    }

    private static AnswerRules.Rule rule(Place place, ErrorClass errorClass, boolean hasCodes) {
        String text = place.text();
        var status = HTTP_STATUS.matcher(text);
        if (status.matches()) {
            boolean isWide = status.group(2).equals("xx");
            int low = Integer.parseInt(status.group(1) + (isWide ? "00" : status.group(2)));
            return AnswerRules.Rule.ofStatus(low, isWide ? low + 99 : low, errorClass, errorClass.wireName());
        }
        check(place, !text.startsWith("http"), "must be such as \"http 429\" or \"http 5xx\"");
        check(place, hasCodes, "needs errors.at, which says where the provider's codes stand");
        return new AnswerRules.Rule(
                errorClass, Optional.empty(), Optional.of(new AnswerRules.Pattern(text)), errorClass.wireName());
    }

    private static ReceiptForm receipts(Place place) {
        Section section = place.section(Set.of(
                "form", "field", "items", "reference", "state", "delivered", "failed", "signature", "handshake"));
        ReceiptForm.Kind kind = choice(section.get("form"), ReceiptForm.Kind.class);
        boolean isJson = kind == ReceiptForm.Kind.JSON || section.has("field");
        check(
                place,
                !section.has("field") || kind == ReceiptForm.Kind.FORM,
                "must have the key field with form: form only");
        section.find("items").ifPresent(items -> check(items, isJson, "is for JSON only"));
        return new ReceiptForm(
                kind,
                section.find("field").map(Place::text).orElse(""),
                section.find("items").map(DefinitionReader::path).orElseGet(List::of),
                paths(section.get("reference"), isJson),
                paths(section.get("state"), isJson),
                patterns(section.get("delivered")),
                patterns(section.get("failed")),
                signature(section.get("signature")),
                section.find("handshake").map(DefinitionReader::handshake));
    }

    private static List<String> path(Place place) {
        String text = place.text();
        check(place, text.startsWith("/") && text.length() > 1, "must be a path such as /entry/*/statuses");
        return List.of(text.substring(1).split("/", -1));
    }

    private static List<String> paths(Place place, boolean isJson) {
        for (Place one : place.oneOrMore()) {
            check(
                    one,
                    one.text().startsWith("/") == isJson,
                    isJson ? "must be a JSON pointer such as /id" : "must be the name of a field");
        }
        return place.texts();
    }

    private static ReceiptForm.Handshake handshake(Place place) {
        Section section = place.section(Set.of("query", "value", "answer"));
        return new ReceiptForm.Handshake(
                section.get("query").text(),
                secret(section.get("value")),
                section.get("answer").text());
    }

    private static ReceiptSignature signature(Place place) {
        if (!place.isMap()) {
            check(place, place.text().equals("none"), "must be none or a mapping");
            return new ReceiptSignature.None();
        }
        Section section = place.section(
                Set.of("header", "query", "value", "hmac", "ed25519", "key", "over", "encoding", "prefix"));
        if (section.has("hmac")) {
            place.section(Set.of("hmac", "key", "over", "encoding", "header", "prefix"));
            return new ReceiptSignature.Hmac(
                    choice(section.get("hmac"), Macs.Algorithm.class),
                    secret(section.get("key")),
                    signedReceipt(section.get("over")),
                    encoding(section),
                    header(section.get("header")),
                    section.find("prefix").map(Place::text).orElse(""));
        }
        if (section.has("ed25519")) {
            place.section(Set.of("ed25519", "over", "header"));
            return new ReceiptSignature.Ed25519(
                    secret(section.get("ed25519")), signedReceipt(section.get("over")), header(section.get("header")));
        }
        if (section.has("query")) {
            place.section(Set.of("query", "value"));
            return new ReceiptSignature.Query(section.get("query").text(), secret(section.get("value")));
        }
        place.section(Set.of("header", "value"));
        return new ReceiptSignature.Header(header(section.get("header")), secret(section.get("value")));
    }

    private static Template signedReceipt(Place place) {
        Predicate<String> known = known(SIGNED_RECEIPT);
        return template(
                place,
                name -> known.test(name)
                        || name.startsWith("header.")
                                && HEADER_NAME.matcher(name.substring(7)).matches());
    }

    static ProviderDefinition.Price price(Place place) {
        Map<String, Place> members = new HashMap<>(place.members());
        Place currency = required(place, members.remove("currency"), "currency");
        check(currency, currency.text().matches("[A-Z]{3}"), "must be an ISO 4217 code such as EUR");
        BigDecimal standard = amount(required(place, members.remove("default"), "default"));
        Map<String, BigDecimal> countries = new HashMap<>();
        Set<String> known = Set.of(Locale.getISOCountries());
        members.forEach((country, amount) -> {
            check(amount, known.contains(country), "is no ISO 3166 country");
            countries.put(country, amount(amount));
        });
        return new ProviderDefinition.Price(currency.text(), standard, Map.copyOf(countries));
    }

    private static Place required(Place place, @Nullable Place member, String name) {
        if (member == null) {
            throw place.refuse("must have the key " + name);
        }
        return member;
    }

    private static BigDecimal amount(Place place) {
        check(place, place.text().matches("[0-9]{1,6}(\\.[0-9]{1,8})?"), "must be an amount such as 0.075");
        return new BigDecimal(place.text());
    }

    static Integer perSecond(Place place) {
        Place number = place.section(Set.of("per-second")).get("per-second");
        check(number, number.text().matches("[1-9][0-9]{0,4}"), "must be a whole number from 1 to 99999");
        return Integer.valueOf(number.text());
    }

    static Duration duration(Place place) {
        try {
            Duration duration = Duration.parse(place.text());
            check(place, !duration.isNegative() && duration.toDays() < 1, "must be less than a day");
            return duration;
        } catch (DateTimeParseException bad) {
            throw place.refuse("must be an ISO 8601 duration such as PT2S");
        }
    }

    private static Macs.Encoding encoding(Section section) {
        return section.find("encoding")
                .map(place -> choice(place, Macs.Encoding.class))
                .orElse(Macs.Encoding.HEX);
    }

    private static List<Selector> selectors(Place place) {
        return place.oneOrMore().stream().map(one -> one.read(Selector::parse)).toList();
    }

    /** Places in the answer, or {@code {id}} where the provider's receipts carry the id that we gave. */
    private static List<Selector> references(Place place) {
        return !place.isList() && place.text().equals("{id}") ? List.of(new Selector.OwnId()) : selectors(place);
    }

    private static List<AnswerRules.Pattern> patterns(Place place) {
        return place.texts().stream().map(AnswerRules.Pattern::new).toList();
    }

    private static String header(Place place) {
        check(place, HEADER_NAME.matcher(place.text()).matches(), "must be a header's name");
        return place.text();
    }

    /** A text with placeholders of the operator's values only. */
    static Template secret(Place place) {
        return template(place, known(Set.of()));
    }

    private static Template template(Place place, Predicate<String> known) {
        return place.read(text -> Template.parse(text, known));
    }

    private static Predicate<String> known(Set<String> placeholders) {
        return name -> placeholders.contains(name)
                || name.startsWith(ProviderDefinition.SECRET)
                        && VALUE_NAME
                                .matcher(name.substring(ProviderDefinition.SECRET.length()))
                                .matches();
    }

    static <E extends Enum<E>> E choice(Place place, Class<E> choices) {
        Function<String, Optional<E>> find = text -> Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
        return find.apply(place.text())
                .orElseThrow(() -> place.refuse("must be one of "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static String only(Place place, Section section) {
        if (section.members().size() != 1) {
            throw place.refuse("must have one key");
        }
        return section.members().keySet().iterator().next();
    }

    static void check(Place place, boolean holds, String reason) {
        if (!holds) {
            throw place.refuse(reason);
        }
    }
}
