package io.latchkey.adapters.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.application.session.LiveToken;
import io.latchkey.application.session.port.AccessTokenVerifier.Verified;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.session.Session;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each token is right in everything but one, so that it is refused for that alone. */
class JwtVerifierTest {
    private static final MutableClock CLOCK = new MutableClock();
    private static final SignedTokens TOKENS = new SignedTokens(CLOCK);
    private static final SignedJWT GENUINE = TOKENS.access();
    private static final String TEXT = GENUINE.serialize();
    private static final String HEAD = GENUINE.getHeader().toBase64URL().toString();
    private static final String BODY = GENUINE.getPayload().toBase64URL().toString();
    private static final String SIGNATURE = GENUINE.getSignature().toString();

    private final JwtVerifier verifier = new JwtVerifier(TOKENS.keys, SignedTokens.ISSUER, SignedTokens.AUDIENCE);

    private boolean isTaken(String token) {
        return verifier.verify(token, CLOCK.instant()).isPresent();
    }

    @Test
    void takes_an_access_token() throws Exception {
        Session session = Fixtures.anySession(SignedTokens.USER);
        SignedJWT token = TOKENS.accessToken(session);
        JWTClaimsSet claims = SignedTokens.claims(token);
        assertThat(verifier.verify(token.serialize(), CLOCK.instant()))
                .contains(new Verified(
                        SignedTokens.USER.id(),
                        session.id(),
                        new LiveToken.Claims(
                                SignedTokens.ISSUER,
                                SignedTokens.AUDIENCE,
                                claims.getJWTID(),
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant())));
    }

    @Test
    void takes_none_that_is_over() {
        assertThat(verifier.verify(TEXT, CLOCK.instant().plus(Duration.ofMinutes(10))))
                .isEmpty();
        assertThat(isTaken(TEXT)).isTrue();
        assertThat(verifier.verify(TEXT, CLOCK.instant().plus(Duration.ofMinutes(10))))
                .isEmpty();
    }

    static Stream<Arguments> written_otherwise() {
        return Stream.of(
                written("padding behind the signature", TEXT + "=="),
                written("one sign of padding", TEXT + "="),
                written("padding behind the claims", HEAD + "." + BODY + "=." + SIGNATURE),
                written("padding behind the header", HEAD + "=." + BODY + "." + SIGNATURE),
                written("another byte in the signature", TEXT + "AA"),
                written("one sign more", TEXT + "A"),
                written("a fourth part", TEXT + ".AA"),
                written("an empty fourth part", TEXT + "."),
                written("a sign that is no Base64", TEXT + "!"),
                written("NUL behind it", TEXT + "\0"),
                written("a byte order mark before it", "\uFEFF" + TEXT),
                written("space before it", " " + TEXT),
                written("space behind it", TEXT + " "),
                written("a tab behind it", TEXT + "\t"),
                written("a line end behind it", TEXT + "\r\n"),
                written("a line end in the signature", HEAD + "." + BODY + "." + folded(SIGNATURE)),
                written("space before the claims", HEAD + ". " + BODY + "." + SIGNATURE),
                written("space before the signature", HEAD + "." + BODY + ". " + SIGNATURE),
                written("bits behind the signature", HEAD + "." + BODY + "." + withSpareBits(SIGNATURE)),
                written("no signature", HEAD + "." + BODY + "."),
                written("no third part", HEAD + "." + BODY),
                written("a signature of zeros", HEAD + "." + BODY + "." + Base64URL.encode(new byte[64])),
                written("a signature in DER", HEAD + "." + BODY + "." + inDer()),
                written("the text twice", TEXT + TEXT),
                written("nothing", ""));
    }

    private static Arguments written(String how, String token) {
        return Arguments.of(how, token);
    }

    private static String folded(String signature) {
        return signature.substring(0, 40) + "\n" + signature.substring(40);
    }

    /** 64 bytes are 85 signs and two bits; the last sign has four more, which decoders drop. */
    private static String withSpareBits(String signature) {
        String signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = signs.indexOf(signature.charAt(signature.length() - 1));
        String other = signature.substring(0, signature.length() - 1) + signs.charAt(last + 1);
        assertThat(new Base64URL(other).decode()).isEqualTo(new Base64URL(signature).decode());
        return other;
    }

    private static Base64URL inDer() {
        try {
            Signature der = Signature.getInstance("SHA256withECDSA");
            der.initSign(TOKENS.keys.current().privateKey());
            der.update((HEAD + "." + BODY).getBytes(US_ASCII));
            return Base64URL.encode(der.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written_otherwise")
    void refuses_a_genuine_token_that_is_written_otherwise(String how, String token) {
        assertThat(isTaken(token)).as(how).isFalse();
    }

    static Stream<Arguments> headed_otherwise() {
        return Stream.of(
                headed("alg none, no signature", head("{\"alg\":\"none\",%s}") + "." + BODY + "."),
                headed("alg none, our signature", signedRaw("{\"alg\":\"none\",%s}")),
                headed("alg None", head("{\"alg\":\"None\",%s}") + "." + BODY + "."),
                headed("alg NONE", head("{\"alg\":\"NONE\",%s}") + "." + BODY + "."),
                headed("alg empty", signedRaw("{\"alg\":\"\",%s}")),
                headed("no alg", signedRaw("{%s}")),
                headed("alg twice", signedRaw("{\"alg\":\"ES256\",\"alg\":\"none\",%s}")),
                headed("alg ES384, our signature", signedRaw("{\"alg\":\"ES384\",%s}")),
                headed("alg HS256, our signature", signedRaw("{\"alg\":\"HS256\",%s}")),
                headed("HS256 by the public key in DER", hmac(publicKey().getEncoded())),
                headed(
                        "HS256 by the public key in JSON",
                        hmac(publicJwk().toJSONString().getBytes(UTF_8))),
                headed(
                        "HS256 by the published set",
                        hmac(TOKENS.keys.publicKeySet().getBytes(UTF_8))),
                headed(
                        "HS256 by the public point",
                        hmac(publicKey().getW().getAffineX().toByteArray())),
                headed("crit of an unknown name", signedRaw("{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1,%s}")),
                headed("crit of a name that is not there", signedRaw("{\"alg\":\"ES256\",\"crit\":[\"x\"],%s}")),
                headed("crit b64", signedRaw("{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":true,%s}")),
                headed("typ of a proof", signed(type(new JOSEObjectType("latchkey-proof+jwt")))),
                headed("typ at+jwt", signed(type(new JOSEObjectType("at+jwt")))),
                headed("no typ", signed(type(null))),
                headed("another kid", signed(header -> header.keyID("other"))),
                headed("no kid", signed(header -> header.keyID(null))),
                headed("a key of its own in jwk", signedByStranger()));
    }

    private static Arguments headed(String how, String token) {
        return Arguments.of(how, token);
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(GENUINE.getHeader());
    }

    private static UnaryOperator<JWSHeader.Builder> type(JOSEObjectType type) {
        return header -> header.type(type);
    }

    private static String signed(UnaryOperator<JWSHeader.Builder> change) {
        return TOKENS.sign(change.apply(header()).build(), SignedTokens.claims(GENUINE));
    }

    /** @param header with {@code %s} for type and key id, as a genuine token has them */
    private static String head(String header) {
        String rest = "\"typ\":\"JWT\",\"kid\":\"" + GENUINE.getHeader().getKeyID() + "\"";
        return Base64URL.encode(header.formatted(rest)).toString();
    }

    /** Our own signature under a header that no library writes. */
    private static String signedRaw(String header) {
        String input = head(header) + "." + BODY;
        try {
            return input + "."
                    + new ECDSASigner(TOKENS.keys.current().privateKey(), Curve.P_256)
                            .sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(US_ASCII));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ECPublicKey publicKey() {
        return TOKENS.keys.current().verificationKey();
    }

    private static ECKey publicJwk() {
        return TOKENS.keys.current().publicKey();
    }

    private static String hmac(byte[] key) {
        try {
            byte[] longEnough = Arrays.copyOf(key, Math.max(32, key.length));
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(GENUINE.getHeader().getKeyID())
                            .build(),
                    SignedTokens.claims(GENUINE));
            token.sign(new MACSigner(longEnough));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String signedByStranger() {
        try {
            ECKey own = new ECKeyGenerator(Curve.P_256)
                    .keyID(GENUINE.getHeader().getKeyID())
                    .generate();
            SignedJWT token = new SignedJWT(header().jwk(own.toPublicJWK()).build(), SignedTokens.claims(GENUINE));
            token.sign(new ECDSASigner(own));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headed_otherwise")
    void refuses_another_header(String how, String token) {
        assertThat(isTaken(token)).as(how).isFalse();
    }

    /** Shows that the tokens above are refused for what is changed in them. */
    @Test
    void takes_tokens_made_the_same_way_with_nothing_changed() {
        assertThat(isTaken(signedRaw("{\"alg\":\"ES256\",%s}"))).isTrue();
        assertThat(isTaken(signed(header -> header))).isTrue();
        assertThat(isTaken(claiming(claims -> claims))).isTrue();
    }

    static Stream<Arguments> claiming_otherwise() {
        return Stream.of(
                claimed("the issuer of proofs", claims -> claims.issuer(TokenKind.PROOF.issuer(SignedTokens.ISSUER))),
                claimed("an issuer with a slash", claims -> claims.issuer(SignedTokens.ISSUER + "/")),
                claimed("no issuer", claims -> claims.issuer(null)),
                claimed("the audience of proofs", claims -> claims.audience(JwtIssuer.PROOF_AUDIENCE)),
                claimed(
                        "one audience more",
                        claims -> claims.audience(List.of(SignedTokens.AUDIENCE, JwtIssuer.PROOF_AUDIENCE))),
                claimed("no audience", claims -> claims.audience((String) null)),
                claimed("the use of proofs", claims -> claims.claim("token_use", "proof")),
                claimed("a use that is no text", claims -> claims.claim("token_use", 1)),
                claimed("no use", claims -> claims.claim("token_use", null)),
                claimed("no end", claims -> claims.expirationTime(null)),
                claimed("an end in the past", claims -> claims.expirationTime(Date.from(CLOCK.instant()))),
                claimed("no subject", claims -> claims.subject(null)),
                claimed("a subject that is no account", claims -> claims.subject("ada@example.org")),
                claimed("no session", claims -> claims.claim("sid", null)));
    }

    private static Arguments claimed(String how, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(how, claiming(change));
    }

    private static String claiming(UnaryOperator<JWTClaimsSet.Builder> change) {
        return TOKENS.sign(
                GENUINE.getHeader(),
                change.apply(new JWTClaimsSet.Builder(SignedTokens.claims(GENUINE)))
                        .build());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claiming_otherwise")
    void refuses_other_claims(String how, String token) {
        assertThat(isTaken(token)).as(how).isFalse();
    }

    @Test
    void takes_no_other_kind_of_token() {
        for (TokenKind kind : TokenKind.values()) {
            assertThat(isTaken(TOKENS.issue(kind))).as("%s", kind).isEqualTo(kind == TokenKind.ACCESS);
        }
    }

    @Test
    void every_kind_has_an_issuer_and_a_type_of_its_own() {
        Set<TokenKind> kinds = Set.of(TokenKind.values());
        assertThat(kinds.stream().map(kind -> kind.issuer(SignedTokens.ISSUER))).doesNotHaveDuplicates();
        assertThat(kinds.stream().map(kind -> kind.header("k").getType())).doesNotHaveDuplicates();
        assertThat(TokenKind.PROOF.issuer("https://accounts.example.org/"))
                .isEqualTo("https://accounts.example.org/proofs");
    }

    @Test
    void tells_how_many_factors_were_proved() throws Exception {
        assertThat(acr(List.of("pwd"))).isEqualTo("latchkey:one-factor");
        assertThat(acr(List.of("pwd", "otp"))).isEqualTo("latchkey:one-factor");
        assertThat(acr(List.of("pwd", "sms", "mfa"))).isEqualTo("latchkey:two-factors");
    }

    private static String acr(List<String> methods) throws ParseException {
        Session any = Fixtures.anySession(SignedTokens.USER);
        Session.Start start = any.start();
        Session session = new Session(
                any.id(),
                any.userId(),
                new Session.Start(
                        start.createdAt(), start.authenticatedAt(), start.expiresAt(), methods, start.origin()),
                any.progress());
        JWTClaimsSet claims = SignedTokens.claims(TOKENS.accessToken(session));
        assertThat(claims.getStringListClaim("amr")).isEqualTo(methods);
        return claims.getStringClaim("acr");
    }
}
