package io.latchkey.adapters.rest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.problem.ProblemTexts;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI documents and the code say the same. */
class ManualTest {
    /** Routes for people and for those who watch the service, and one for proxies that repeats another. */
    private static final Set<String> NO_PART_OF_THE_API = Set.of(
            "GET /",
            "GET /docs",
            "GET /reset-password",
            "GET /administration",
            "GET /administration/{name: [a-z-]+\\.(js|css)}",
            "GET /assets/{name: [a-z-]+\\.[a-z]+}",
            "GET /webjars/{path: [A-Za-z0-9./_-]+}",
            "GET /problems",
            "GET /problems/{name: [a-z-]+}",
            "GET /dev/inbox",
            "DELETE /dev/inbox",
            "GET /health",
            "GET /health/ready",
            "GET /health/live",
            "GET /health/started",
            "GET /.well-known/{name: oauth-authorization-server|openid-configuration}/{path: .+}");

    /** The schema of each record whose name is another. */
    private static final Map<String, String> SCHEMAS = Map.ofEntries(
            Map.entry("AdminApplicationResponse", "AdminApplication"),
            Map.entry("AdminApplicationResponse$Listing", "AdminApplications"),
            Map.entry("AdminApplicationResponse$Owner", "AdminApplicationOwner"),
            Map.entry("AdminCredentialResponse", "AdminCredential"),
            Map.entry("AdminCredentialResponse$Listing", "AdminCredentials"),
            Map.entry("AdminMessageResponse", "AdminMessage"),
            Map.entry("AdminMessageResponse$Call", "AdminMessageCall"),
            Map.entry("AdminMessageResponse$Listing", "AdminMessages"),
            Map.entry("AdminMessageResponse$Story", "AdminMessageStory"),
            Map.entry("AdminSessionResponse", "AdminSession"),
            Map.entry("AdminDecisionResponse$Listing", "AdminDecisions"),
            Map.entry("AdminDecisionResponse$Rule", "AdminDecisionRule"),
            Map.entry("AdminSessionResponse$Listing", "AdminSessions"),
            Map.entry("ApiCredentialResponse", "Credential"),
            Map.entry("ApiCredentialResponse$Listing", "Credentials"),
            Map.entry("AvailabilityRequest", "AskAvailability"),
            Map.entry("BrowserTokensResponse", "PageTokens"),
            Map.entry("ChangeAccountRequest", "ChangeMe"),
            Map.entry("CheckCodeRequest", "VerifyCode"),
            Map.entry("CreateApiCredentialRequest", "CreateCredential"),
            Map.entry("DeleteAccountRequest", "DeleteMe"),
            Map.entry("FieldError", "FieldError"),
            Map.entry("FunnelResponse", "DeliveryFunnel"),
            Map.entry("FunnelResponse$Price", "Price"),
            Map.entry("FunnelResponse$Provider", "ProviderStanding"),
            Map.entry("FunnelResponse$Row", "DeliveryFunnelRow"),
            Map.entry("KeysResponse", "SigningKeys"),
            Map.entry("KeysResponse$Key", "SigningKey"),
            Map.entry("ListingRequest", "AddBlock"),
            Map.entry("ListingResponse", "Block"),
            Map.entry("ListingsResponse", "Blocks"),
            Map.entry("MetadataResponse", "IssuerMetadata"),
            Map.entry("OpenSessionRequest", "SignIn"),
            Map.entry("RefreshSessionRequest", "Refresh"),
            Map.entry("RegistrationResponse", "PendingRegistration"),
            Map.entry("SendCodeRequest", "RequestCode"),
            Map.entry("SessionResponse$Listing", "Sessions"),
            Map.entry("SettingsResponse$Entry", "Setting"),
            Map.entry("SettingsResponse$Lowered", "LoweredProtection"),
            Map.entry("UserResponse", "Me"));

    /** Schemas of what no record holds. */
    private static final Set<String> WITHOUT_RECORD =
            Set.of("Problem", "KeySet", "Key", "TokenForm", "SetClaims", "PersonalRecords");

    /** Bodies that are described elsewhere: what watchers read, and an array of messages. */
    private static final Set<String> WITHOUT_SCHEMA = Set.of("HealthResource$Health", "InboxResource$Messages");

    /** Problems that the launcher of the runnable jar answers while the service starts or stops. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of("starting", "stopping");

    /** Problems named after a status that the JAX-RS implementation answers. */
    private static final Set<String> OF_THE_IMPLEMENTATION =
            Set.of("bad-request", "not-found", "not-acceptable", "unsupported-media-type");

    /** Problems named after a status that no operation tells. */
    private static final Set<String> NAMED_AFTER_A_STATUS = Set.of("method-not-allowed", "service-unavailable");

    private static final Pattern NAMED_PROBLEM =
            Pattern.compile("(?:Problem\\.of|TokenProblems\\.of|later)\\(\\s*(?:[0-9a-z]+,\\s*)?\"([a-z_-]+)\"");

    private static final Pattern EXTENSION_MEMBER = Pattern.compile("[.]with\\(\\s*\"([a-zA-Z-]+)\"");

    private static final ObjectNode NATIVE = Manual.read(Manual.NATIVE);

    static Stream<String> names() {
        return Stream.concat(
                Stream.of(Manual.NATIVE), LatchkeyRestClasses.faces().stream().map(Face::name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_route_is_in_the_document_and_nothing_else(String name) {
        assertThat(operations(Manual.read(name)).keySet())
                .containsExactlyInAnyOrderElementsOf(routes(name).keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void bodies_are_read_in_the_forms_that_the_document_tells(String name) {
        Map<String, JsonNode> operations = operations(Manual.read(name));
        routes(name).forEach((route, served) -> {
            Set<String> told =
                    fieldNames(resolved(Manual.read(name), operations.get(route).path("requestBody"))
                            .path("content"));
            Set<String> read = served.contentTypes();
            assertThat(told.isEmpty()).as(route).isEqualTo(read.isEmpty());
            if (!read.equals(Set.of("*/*"))) {
                assertThat(read).as(route).containsAll(told);
            }
        });
    }

    @Test
    void guarded_routes_need_a_caller_and_tell_what_others_get() {
        Map<String, JsonNode> operations = operations(NATIVE);
        routes(Manual.NATIVE).forEach((route, served) -> {
            JsonNode operation = operations.get(route);
            Set<String> schemes = new HashSet<>();
            operation.path("security").forEach(each -> schemes.addAll(fieldNames(each)));
            if (served.isGuarded()) {
                assertThat(schemes).as(route).containsExactlyInAnyOrder("bearer", "token");
                assertThat(fieldNames(operation.path("responses"))).as(route).contains("401", "403");
            } else {
                assertThat(operation.has("security")).as(route).isTrue();
                assertThat(schemes).as(route).doesNotContain("bearer", "token");
            }
        });
    }

    @Test
    void every_record_has_the_members_of_its_schema() throws Exception {
        Set<String> described = new TreeSet<>(WITHOUT_RECORD);
        for (Class<?> type : bodies()) {
            String schema = schema(type);
            described.add(schema);
            assertThat(members(NATIVE.at("/components/schemas/" + schema), RequestBody.class.isAssignableFrom(type)))
                    .as("%s, of %s", schema, type.getSimpleName())
                    .isEqualTo(RecordShape.of(type, ManualTest::schema));
        }
        assertThat(fieldNames(NATIVE.at("/components/schemas"))).isEqualTo(described);
    }

    @Test
    void every_problem_is_told_at_an_operation_and_no_other_is() throws IOException {
        Set<String> told = new TreeSet<>();
        NATIVE.findValues("x-problems").forEach(names -> names.forEach(name -> told.add(name.textValue())));
        Set<String> raised = new TreeSet<>(OF_THE_IMPLEMENTATION);
        raised.addAll(OF_THE_LAUNCHER);
        raised.addAll(Set.of("quota-exceeded", "temporary-reduced-capacity"));
        inSources(NAMED_PROBLEM).forEach(name -> raised.add(name.replace('_', '-')));
        assertThat(told).isEqualTo(raised);
        assertThat(ProblemTexts.names())
                .as("kinds of problems with a page")
                .containsExactlyInAnyOrderElementsOf(union(raised, NAMED_AFTER_A_STATUS));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void the_schema_of_problems_has_all_members_that_some_problem_has() throws IOException {
        Set<String> members = new TreeSet<>(Set.of("type", "title", "status", "detail", "instance"));
        members.addAll(inSources(EXTENSION_MEMBER));
        assertThat(fieldNames(NATIVE.at("/components/schemas/Problem/properties")))
                .isEqualTo(members);
    }

    /** The first groups of all matches in the sources, without those of faces. */
    private static Set<String> inSources(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/latchkey/adapters/rest"))) {
            for (Path source : sources.filter(ManualTest::mayRaiseProblems).toList()) {
                pattern.matcher(Files.readString(source))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(found::add);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusals_and_answers_are_typed(String name) {
        ObjectNode document = Manual.read(name);
        operations(document)
                .forEach((route, operation) -> operation
                        .path("responses")
                        .properties()
                        .forEach(answer -> {
                            JsonNode told = resolved(document, answer.getValue());
                            boolean isEmpty =
                                    answer.getKey().equals("204") || route.equals("POST /api/v1/tokens/revoke");
                            if (!isEmpty || !answer.getKey().startsWith("2")) {
                                assertThat(told.path("content").findValues("schema"))
                                        .as(route + " " + answer.getKey())
                                        .isNotEmpty();
                            }
                        }));
    }

    @Test
    void operations_have_names_of_their_own() {
        List<String> ids = names().flatMap(name -> operations(Manual.read(name)).values().stream())
                .map(operation -> operation.path("operationId").textValue())
                .toList();
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    }

    private static Map<String, Routes.Route> routes(String name) {
        Map<String, Routes.Route> routes = new TreeMap<>();
        for (Face face : LatchkeyRestClasses.faces()) {
            if (face.name().equals(name)) {
                return Routes.of(face.resources());
            }
        }
        Set<Class<?>> all = new HashSet<>(LatchkeyRestClasses.all());
        LatchkeyRestClasses.faces().forEach(face -> all.removeAll(face.resources()));
        routes.putAll(Routes.of(all));
        assertThat(routes.keySet()).containsAll(NO_PART_OF_THE_API);
        routes.keySet().removeAll(NO_PART_OF_THE_API);
        return routes;
    }

    private static Map<String, JsonNode> operations(ObjectNode document) {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().has("operationId"))
                        .forEach(member -> operations.put(
                                member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), member.getValue())));
        return operations;
    }

    private static JsonNode resolved(ObjectNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private static Set<String> fieldNames(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The records that are read or written as JSON, and those that they hold. Faces have their own way. */
    private static List<Class<?>> bodies() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(ManualTest.class
                        .getClassLoader()
                        .getResource(LatchkeyRestClasses.class.getName().replace('.', '/') + ".class")
                        .toURI())
                .resolveSibling("");
        Set<Class<?>> found = new HashSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .filter(each -> !each.toString().contains("/face/"))
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                Class<?> type = Class.forName(LatchkeyRestClasses.class.getPackageName() + "." + name);
                if (type.isRecord()
                        && (RequestBody.class.isAssignableFrom(type)
                                || ResponseBody.class.isAssignableFrom(type)
                                || SCHEMAS.containsKey(shortName(type))
                                || type.getSimpleName().equals("MessageResponse"))
                        && !WITHOUT_SCHEMA.contains(shortName(type))) {
                    found.add(type);
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(25);
        return new ArrayList<>(found);
    }

    private static String shortName(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1);
    }

    private static String schema(Class<?> type) {
        String name = shortName(type);
        return SCHEMAS.getOrDefault(name, name.replaceAll("(Request|Response)$", ""));
    }

    private static Map<String, RecordShape.MemberShape> members(JsonNode schema, boolean isRequest) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.textValue()));
        return schema.path("properties").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        member -> new RecordShape.MemberShape(
                                type(member.getValue()),
                                isNullable(member.getValue()),
                                !isRequest && required.contains(member.getKey())),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").textValue();
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        if (schema.has("anyOf")) {
            return type(schema.path("anyOf").path(0));
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).textValue()
                : schema.path("type").textValue();
        return type.equals("array") ? "[" + type(schema.path("items")) + "]" : type;
    }

    private static boolean isNullable(JsonNode schema) {
        return schema.path("type").toString().contains("null")
                || schema.path("anyOf").toString().contains("\"null\"");
    }

    private static boolean mayRaiseProblems(Path source) {
        return source.toString().endsWith(".java") && !source.toString().contains("/face/");
    }
}
