package io.latchkey.adapters.rest.docs;

import io.latchkey.adapters.rest.problem.ProblemSchema;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Parts of the OpenAPI document that all operations share: tags, security schemes and refusals. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Latchkey",
                        version = "1",
                        description =
                                "User management and one-time passwords. Times are ISO-8601 in UTC, durations seconds;"
                                        + " every refusal is application/problem+json (RFC 9457)."),
        tags = {
            @Tag(name = ApiDocs.USERS, description = "Accounts: one's own, and new ones."),
            @Tag(name = ApiDocs.CODES, description = "One-time codes: send, send again, verify."),
            @Tag(name = ApiDocs.SESSIONS, description = "Signing in, refreshing, signing out."),
            @Tag(name = ApiDocs.PASSWORDS, description = "Forgotten passwords."),
            @Tag(name = ApiDocs.CREDENTIALS, description = "Keys for programs that act for an account."),
            @Tag(
                    name = ApiDocs.FACE_ESSDEE,
                    description = "The user management of Essdee, a Frappe application, as its clients know it."),
            @Tag(name = ApiDocs.FACE_SUNBIRD, description = "Sunbird's one-time codes, as its clients know them."),
            @Tag(name = ApiDocs.FACE_BIOENTRUST, description = "BioEntrust's accounts, as its clients know them."),
            @Tag(
                    name = ApiDocs.FACE_DHIWISE,
                    description = "The user management DhiWise generates, as its clients know it."),
            @Tag(name = ApiDocs.FACE_DRF_USER, description = "drf-user, a Django application, as its clients know it.")
        },
        components =
                @Components(
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = ApiDocs.BEARER,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "JWT",
                                    description = "The access token of a session."),
                            @SecurityScheme(
                                    securitySchemeName = ApiDocs.TOKEN,
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.HEADER,
                                    apiKeyName = "Authorization",
                                    description = "An API credential: token <key>:<secret>."),
                            @SecurityScheme(
                                    securitySchemeName = ApiDocs.OPERATOR,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    description = "One of latchkey.operator.tokens."),
                            @SecurityScheme(
                                    securitySchemeName = ApiDocs.RESOURCE_SERVER,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    description = "One of latchkey.token.introspection-keys."),
                            @SecurityScheme(
                                    securitySchemeName = ApiDocs.RESOURCE_SERVER_BASIC,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "basic",
                                    description = "Any name, and one of latchkey.token.introspection-keys.")
                        },
                        responses = {
                            @APIResponse(
                                    name = ApiDocs.INVALID,
                                    description = "Something in the request cannot be accepted; errors says what.",
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class),
                                                    example =
                                                            "{\"type\":\"/problems/invalid-request\",\"title\":\"The request cannot be"
                                                                    + " accepted\",\"status\":400,\"detail\":\"email must be an e-mail"
                                                                    + " address such as ada@example.org\",\"instance\":\"/api/v1/users\","
                                                                    + "\"field\":\"email\",\"errors\":[{\"field\":\"email\",\"reason\":"
                                                                    + "\"must be an e-mail address such as ada@example.org\"}]}")),
                            @APIResponse(
                                    name = ApiDocs.UNAUTHENTICATED,
                                    description = "No valid access token or API credential, or the session is over.",
                                    headers =
                                            @Header(
                                                    name = "WWW-Authenticate",
                                                    schema = @Schema(implementation = String.class)),
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class))),
                            @APIResponse(
                                    name = ApiDocs.SIGN_IN_AGAIN,
                                    description = "The sign-in is too old for this change: recent-sign-in-required.",
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class))),
                            @APIResponse(
                                    name = ApiDocs.NOT_FOUND,
                                    description = "There is no such thing.",
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class))),
                            @APIResponse(
                                    name = ApiDocs.CONFLICT,
                                    description = "Taken, or changed by somebody else meanwhile.",
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class))),
                            @APIResponse(
                                    name = ApiDocs.TOO_LARGE,
                                    description = "The body is too large.",
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class))),
                            @APIResponse(
                                    name = ApiDocs.CODE_REFUSED,
                                    description =
                                            "The code is wrong or no longer valid (otp-refused, with attemptsLeft), or is for"
                                                    + " something else (otp-other-purpose).",
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class))),
                            @APIResponse(
                                    name = ApiDocs.THROTTLED,
                                    description =
                                            "Too much, too soon; waiting as long as Retry-After says is enough. Or a code's"
                                                    + " guesses are used up (otp-locked, without Retry-After).",
                                    headers = {
                                        @Header(
                                                name = "Retry-After",
                                                description = "Seconds.",
                                                schema = @Schema(implementation = Integer.class)),
                                        @Header(
                                                name = "RateLimit-Policy",
                                                schema = @Schema(implementation = String.class)),
                                        @Header(name = "RateLimit", schema = @Schema(implementation = String.class))
                                    },
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class))),
                            @APIResponse(
                                    name = ApiDocs.BUSY,
                                    description = "Too many passwords are being checked, or pictures decoded, at once.",
                                    headers =
                                            @Header(
                                                    name = "Retry-After",
                                                    description = "Seconds.",
                                                    schema = @Schema(implementation = Integer.class)),
                                    content =
                                            @Content(
                                                    mediaType = ApiDocs.PROBLEM,
                                                    schema = @Schema(implementation = ProblemSchema.class)))
                        }))
public final class ApiDocs {
    public static final String USERS = "Users";
    public static final String CODES = "One-time codes";
    public static final String SESSIONS = "Sessions";
    public static final String PASSWORDS = "Passwords";
    public static final String CREDENTIALS = "API credentials";

    public static final String FACE_ESSDEE = "Face: essdee";
    public static final String FACE_SUNBIRD = "Face: sunbird";
    public static final String FACE_BIOENTRUST = "Face: bioentrust";
    public static final String FACE_DHIWISE = "Face: dhiwise";
    public static final String FACE_DRF_USER = "Face: drf-user";

    public static final String BEARER = "bearer";
    public static final String TOKEN = "token";
    public static final String OPERATOR = "operator";
    public static final String RESOURCE_SERVER = "resourceServer";
    public static final String RESOURCE_SERVER_BASIC = "resourceServerBasic";

    public static final String PROBLEM = "application/problem+json";
    public static final String INVALID = "Invalid";
    public static final String UNAUTHENTICATED = "Unauthenticated";
    public static final String SIGN_IN_AGAIN = "SignInAgain";
    public static final String NOT_FOUND = "NotFound";
    public static final String CONFLICT = "Conflict";
    public static final String TOO_LARGE = "TooLarge";
    public static final String CODE_REFUSED = "CodeRefused";
    public static final String THROTTLED = "Throttled";
    public static final String BUSY = "Busy";

    private ApiDocs() {}
}
