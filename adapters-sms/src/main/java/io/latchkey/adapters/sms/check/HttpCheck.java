package io.latchkey.adapters.sms.check;

import com.fasterxml.jackson.core.JsonPointer;
import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.AnswerRules;
import io.latchkey.adapters.sms.http.CallPart;
import io.latchkey.adapters.sms.http.FollowUp;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpProvider;
import io.latchkey.adapters.sms.http.HttpReceiptReader;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.http.ReceiptSignature;
import io.latchkey.adapters.sms.http.Selector;
import io.latchkey.adapters.sms.http.SnsNotifier;
import io.latchkey.adapters.sms.http.Verification;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryOutcome.Outlook;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs a definition against a server on this machine that answers as the definition says its provider does. The parts
 * are: success, each refusal, throttling, an answer too late, no answer, the same message twice, and genuine, unsigned
 * and forged receipts.
 */
public final class HttpCheck implements AutoCloseable {
    private static final String REFERENCE = "check-reference-1";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final String RECEIPTS = "https://id.example.org/api/v1/delivery/receipts/";
    private final HttpDefinition definition;
    private final Map<String, String> values;
    private final WordedMessage message;
    private final KeyPair keys;
    private final ScriptedServer server;
    /** Stands still, so that the same message makes the same call. */
    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);

    private final AtomicInteger ids = new AtomicInteger();
    private final List<CheckResult> results = new ArrayList<>();
    /** The content with which each nonce came first. */
    private final Map<UUID, UUID> contents = new HashMap<>();

    private HttpCheck(HttpDefinition definition, Map<String, String> given) throws IOException {
        this.definition = definition.withTokenServerAtBaseUrl();
        this.values = new HashMap<>(given);
        definition.auth().samples().forEach(values::putIfAbsent);
        this.message = SampleMessage.of(
                definition.channel(), "Your code is 483920 & <more> \"é\"", Optional.of("483920"), "en");
        this.keys = ReceiptSigner.keyPair(
                definition.receipts().flatMap(form -> form.signature().keyAlgorithm()));
        definition.receipts().map(ReceiptForm::signature).ifPresent(this::makeUpSecrets);
        definition.facts().values().forEach(name -> {
            String standard = definition.defaults().getOrDefault(name, "");
            values.putIfAbsent(name, standard.isEmpty() ? "check-" + name : standard);
        });
        this.server = new ScriptedServer();
    }

    private void makeUpSecrets(ReceiptSignature signature) {
        signature.templates().stream()
                .flatMap(template -> template.secrets().stream())
                .forEach(name -> values.putIfAbsent(name, signature.sample("check-" + name)));
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        signature.publicKeys().forEach(name -> values.put(name, key));
    }

    /**
     * @param values the operator's values, by name; missing ones are made up
     * @throws UncheckedIOException when this machine gives no port
     */
    public static List<CheckResult> run(HttpDefinition definition, Map<String, String> values) {
        try (HttpCheck check = new HttpCheck(definition, values)) {
            check.answers();
            check.failures();
            check.duplicate();
            definition.receipts().ifPresent(check::receipts);
            definition.followUp().poll().ifPresent(check::poll);
            definition.followUp().feedback().ifPresent(check::feedback);
            definition.verification().ifPresent(check::verification);
            return List.copyOf(check.results);
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
    }

    private void answers() {
        AnswerRules rules = definition.answers();
        int accepted = rules.accepted().stream().sorted().findFirst().orElseThrow();
        Map<Selector, String> texts = acceptingTexts();
        Optional<String> body = rules.sample().isEmpty() ? Samples.document(texts) : Optional.of(rules.sample());
        if (body.isEmpty()) {
            results.add(new CheckResult(
                    "success", false, "the answer is a plain text: accepted.sample must be an example"));
        } else {
            Optional<String> reference = rules.reference().stream()
                    .findFirst()
                    .flatMap(place -> Optional.ofNullable(texts.get(place))
                            .filter(text -> place.inHeader().isPresent())
                            .or(() -> place.find(new Answer(
                                    accepted,
                                    body.get().getBytes(StandardCharsets.UTF_8),
                                    message.id().toString()))));
            expect(
                    "success",
                    reply(accepted, Samples.headers(texts), body.get()),
                    outcome -> outcome.equals(new DeliveryOutcome.Accepted(definition.name(), reference)));
        }
        for (AnswerRules.Rule rule : rules.rules()) {
            refusal(rule, accepted);
        }
        expect(
                "refusal",
                reply(400, "", ""),
                outcome -> outcome.outlook() != Outlook.TAKEN && outcome.outlook() != Outlook.PERHAPS_TAKEN);
        expect(
                "throttled with wait",
                reply(429, "Retry-After: 7\r\n", ""),
                outcome -> outcome.outlook() == Outlook.LATER
                        && outcome.retryAfter().equals(Optional.of(Duration.ofSeconds(7))));
        expect("provider broken", reply(500, "", ""), outcome -> outcome.outlook() != Outlook.TAKEN);
        expect(
                "redirect",
                reply(302, "Location: " + server.uri() + "/elsewhere\r\n", ""),
                outcome -> outcome.outlook() == Outlook.OTHER_PROVIDER
                        && server.calls().size() == 1);
    }

    private Map<Selector, String> acceptingTexts() {
        AnswerRules rules = definition.answers();
        Map<Selector, String> texts = new LinkedHashMap<>();
        rules.condition()
                .ifPresent(condition -> texts.put(
                        condition.at(),
                        condition.isOneOf() ? condition.values().get(0).example() : "check"));
        rules.reference().stream().findFirst().ifPresent(place -> texts.put(place, REFERENCE));
        return texts;
    }

    private void refusal(AnswerRules.Rule rule, int accepted) {
        AnswerRules rules = definition.answers();
        ScriptedServer.Script answer;
        String part;
        if (rule.statuses().isPresent()) {
            int status = rule.statuses().get().low();
            part = rule.errorClass().wireName() + " (http " + status + ")";
            answer = reply(status, "", "");
        } else {
            String code = rule.value().orElseThrow().example();
            part = rule.errorClass().wireName() + " (" + rule.value().get().text() + ")";
            Optional<Selector> place = rules.errorAt().stream()
                    .filter(one -> Samples.document(Map.of(one, code)).isPresent())
                    .findFirst();
            Optional<String> body = rules.refusal().isEmpty()
                    ? place.flatMap(one -> Samples.document(Map.of(one, code)))
                    : Optional.of(rules.refusal().replace("{code}", code));
            if (body.isEmpty()) {
                results.add(
                        new CheckResult(part, false, "the answer is a plain text: errors.sample must be an example"));
                return;
            }
            boolean isWithin = rules.condition()
                    .filter(condition -> place.filter(condition.at()::equals).isPresent())
                    .isPresent();
            String headers =
                    place.map(one -> Samples.headers(Map.of(one, code))).orElse("");
            answer = reply(isWithin ? accepted : 400, headers, body.get());
        }
        Outlook outlook = switch (rule.errorClass()) {
            case BAD_NUMBER, OPTED_OUT, BOUNCED, COMPLAINED -> Outlook.OTHER_CHANNEL;
            case PERMANENT -> Outlook.OTHER_PROVIDER;
            case THROTTLED, MESSAGE_THROTTLED, AUTHENTICATION, TEMPORARY -> Outlook.LATER;
        };
        expect(
                part,
                answer,
                outcome -> outcome.outlook() == outlook && outcome.reason().startsWith(rule.words()));
    }

    private void failures() {
        server.play(new ScriptedServer.Script.Silence());
        DeliveryOutcome late = send(Duration.ofMillis(700));
        results.add(new CheckResult("answer too late", late.outlook() == Outlook.PERHAPS_TAKEN, late.toString()));
        expect(
                "lost answer",
                new ScriptedServer.Script.HangUp(),
                outcome -> outcome.outlook() == Outlook.PERHAPS_TAKEN);
    }

    private void duplicate() {
        server.play(reply(503, "", ""));
        send();
        send();
        List<ScriptedServer.Call> calls = server.calls();
        boolean isSame = calls.size() == 2
                && calls.get(0).line().equals(calls.get(1).line())
                && calls.get(0).body().equals(calls.get(1).body());
        results.add(new CheckResult("same message twice", isSame, isSame ? "the same call" : "another call"));
    }

    private void receipts(ReceiptForm form) {
        expectReport(form, "receipt delivered", form.delivered().get(0).example(), DeliveryState.DELIVERED);
        expectReport(form, "receipt failed", form.failed().get(0).example(), DeliveryState.FAILED);
        form.complained().stream().findFirst().ifPresent(word -> complaint(form, word.example()));
        Reading step = read(signed(form, "check-step-on-the-way"));
        results.add(new CheckResult(
                "receipt of a step on the way", step.equals(new Reading.Receipts(List.of())), step.toString()));
        if (form.signature().templates().isEmpty()) {
            results.add(
                    new CheckResult("receipt of a stranger", true, "not checked: the definition believes everybody"));
        } else {
            ReceiptCall unsigned = call(
                    form,
                    Samples.report(form, REFERENCE, form.delivered().get(0).example()));
            Reading reading = read(unsigned);
            results.add(new CheckResult(
                    "receipt of a stranger", reading.equals(new Reading.NotAuthentic()), reading.toString()));
            Reading forged = read(signed(
                    form,
                    form.delivered().get(0).example(),
                    this::otherSecret,
                    ReceiptSigner.keyPair(form.signature().keyAlgorithm())));
            results.add(new CheckResult(
                    "receipt with a bad signature", forged.equals(new Reading.NotAuthentic()), forged.toString()));
        }
        form.freshness().once().ifPresent(nonce -> otherContent(form));
        form.handshake()
                .ifPresent(asked -> asked.<Runnable>fold(
                                inAddress -> () -> handshake(inAddress), inBody -> () -> handshake(form, inBody))
                        .run());
    }

    private void otherContent(ReceiptForm form) {
        ReceiptCall genuine = signed(form, form.delivered().get(0).example());
        read(genuine);
        boolean isQuery = form.kind() == ReceiptForm.Kind.QUERY;
        byte[] body = new String(genuine.body(), StandardCharsets.UTF_8)
                .concat(isQuery ? "" : " ")
                .getBytes(StandardCharsets.UTF_8);
        Reading other = read(new ReceiptCall(
                genuine.provider(), genuine.headers(), genuine.query() + (isQuery ? "&check=other" : ""), body));
        results.add(new CheckResult(
                "receipt with the signature of another", other.equals(new Reading.NotAuthentic()), other.toString()));
    }

    private void poll(FollowUp.Poll poll) {
        expectState(
                poll,
                "poll delivered",
                poll.states().delivered().get(0).example(),
                Optional.of(DeliveryState.DELIVERED));
        expectState(poll, "poll failed", poll.states().failed().get(0).example(), Optional.of(DeliveryState.FAILED));
        expectState(poll, "poll of a step on the way", "check-step-on-the-way", Optional.empty());
    }

    private void expectState(FollowUp.Poll poll, String part, String state, Optional<DeliveryState> expected) {
        Optional<String> body = Samples.document(Map.of(poll.state().get(0), state));
        if (body.isEmpty()) {
            results.add(new CheckResult(part, false, "the first place of poll.state cannot be made up"));
            return;
        }
        server.play(reply(200, "", body.get()));
        Optional<Report> report = ask();
        results.add(new CheckResult(
                part,
                report.map(Report::state).equals(expected) && server.calls().size() == 1,
                report.toString()));
    }

    private Optional<Report> ask() {
        return new HttpProvider(definition, settings(LONGEST_ANSWER), clock)
                .enquiry()
                .orElseThrow()
                .ask(REFERENCE, SenderProfile.NONE);
    }

    private void feedback(FollowUp.Feedback feedback) {
        server.play(reply(200, "", ""));
        feedback.when().secrets().forEach(name -> values.put(name, "true"));
        new HttpProvider(definition, settings(LONGEST_ANSWER), clock)
                .useReport()
                .orElseThrow()
                .tell(REFERENCE, SenderProfile.NONE, clock.instant());
        expectTold("feedback after a code was used");
    }

    private void expectTold(String part) {
        boolean isTold = server.calls().size() == 1
                && (server.calls().get(0).line() + server.calls().get(0).body()).contains(REFERENCE);
        results.add(new CheckResult(part, isTold, isTold ? "told" : "not told"));
    }

    private void verification(Verification verification) {
        Verification.Words words = verification.words();
        for (Verification.Meaning meaning : words.verdicts()) {
            String word = meaning.word().map(AnswerRules.Pattern::example).orElse("");
            int low = meaning.statuses().map(AnswerRules.Statuses::low).orElse(0);
            String part = "check " + Verification.nameOf(meaning.verdict()) + " ("
                    + meaning.word().map(AnswerRules.Pattern::text).orElse("http " + low) + ")";
            Optional<String> body = word.isEmpty() ? Optional.of("") : word(words, word);
            if (body.isEmpty()) {
                results.add(
                        new CheckResult(part, false, "the answer is a plain text: check.sample must be an example"));
            } else {
                int status = word.isEmpty() ? low : meaning.verdict() == Verdict.RIGHT ? 200 : 400;
                expectVerdict(part, reply(status, "", body.get()), meaning.verdict());
            }
        }
        expectVerdict("check throttled", reply(429, "Retry-After: 7\r\n", ""), Verdict.NONE);
        expectVerdict("check while the provider is broken", reply(500, "", ""), Verdict.NONE);
        expectVerdict("check with a lost answer", new ScriptedServer.Script.HangUp(), Verdict.NONE);
        words.verdicts().stream()
                .filter(meaning ->
                        meaning.verdict() == Verdict.RIGHT && meaning.word().isPresent())
                .findFirst()
                .flatMap(meaning -> word(words, meaning.word().orElseThrow().example()))
                .ifPresent(body -> expectVerdict("right, but no success", reply(500, "", body), Verdict.NONE));
        verification.cancel().ifPresent(call -> {
            server.play(reply(204, "", ""));
            owner().cancel(REFERENCE, message.profile());
            expectTold("cancel");
        });
    }

    /** An answer with this word; empty when none of its places can be made up. */
    private static Optional<String> word(Verification.Words words, String word) {
        return words.sample().isEmpty()
                ? words.at().stream()
                        .flatMap(place -> Samples.document(Map.of(place, word)).stream())
                        .findFirst()
                : Optional.of(words.sample().replace("{code}", word));
    }

    private void expectVerdict(String part, ScriptedServer.Script script, Verdict expected) {
        server.play(script);
        OwnerAnswer told = owner().check(started(), new OtpCode("483920"));
        boolean isRight = told.verdict() == expected
                && server.calls().size() == 1
                && server.calls().get(0).body().contains("483920")
                && !server.calls().get(0).line().contains("483920");
        results.add(new CheckResult(part, isRight, told.toString()));
    }

    private CodeOwner owner() {
        return new HttpProvider(definition, settings(LONGEST_ANSWER), clock)
                .codeOwner()
                .orElseThrow();
    }

    private CodeOwner.Started started() {
        return new CodeOwner.Started(REFERENCE, message.to(), message.profile());
    }

    private void handshake(ReceiptForm form, ReceiptForm.Handshake.InBody handshake) {
        Optional<String> question =
                Samples.document(Map.of(new Selector.Json(JsonPointer.compile(handshake.at())), "check-challenge"));
        if (question.isEmpty()) {
            results.add(new CheckResult("handshake", false, "handshake.at cannot be made up"));
            return;
        }
        ReceiptCall call = call(form, question.get());
        Reading greeted = read(sign(form, call, this::secret, keys));
        results.add(new CheckResult(
                "handshake",
                greeted.equals(new Reading.Greeting(
                        "{\"" + handshake.answer() + "\":\"check-challenge\"}", "application/json")),
                greeted.toString()));
        Reading refused = read(call);
        results.add(new CheckResult(
                "handshake of a stranger",
                form.signature().templates().isEmpty() || refused.equals(new Reading.NotAuthentic()),
                refused.toString()));
    }

    private void handshake(ReceiptForm.Handshake.InAddress handshake) {
        Reading greeted = read(greeting(handshake, handshake.token().fill(this::secret)));
        results.add(new CheckResult(
                "handshake", greeted.equals(new Reading.Greeting("check-challenge")), greeted.toString()));
        Reading refused = read(greeting(handshake, handshake.token().fill(this::otherSecret)));
        results.add(new CheckResult(
                "handshake of a stranger", refused.equals(new Reading.NotAuthentic()), refused.toString()));
    }

    private ReceiptCall greeting(ReceiptForm.Handshake.InAddress handshake, String token) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(handshake.query(), token);
        query.put(handshake.answer(), "check-challenge");
        return new ReceiptCall(definition.name(), Map.of(), Samples.encode(query), new byte[0]);
    }

    private String secret(String placeholder) {
        return definition.secrets(settings()).apply(placeholder);
    }

    private String otherSecret(String placeholder) {
        String other = "another-" + placeholder.substring(placeholder.indexOf('.') + 1);
        return definition.receipts().map(form -> form.signature().sample(other)).orElse(other);
    }

    private void complaint(ReceiptForm form, String word) {
        Reading reading = read(signed(form, word));
        boolean isLasting = reading.fold(
                receipts -> receipts.reports().stream()
                        .flatMap(report -> report.cause().stream())
                        .anyMatch(cause -> cause.outlook() == Outlook.OTHER_CHANNEL),
                greeting -> false,
                notAuthentic -> false,
                malformed -> false);
        results.add(new CheckResult(
                "receipt of a complaint", isLasting && tells(reading, DeliveryState.DELIVERED), reading.toString()));
    }

    private void expectReport(ReceiptForm form, String part, String state, DeliveryState expected) {
        ReceiptCall call = signed(form, state);
        Reading first = read(call);
        boolean isRead = tells(first, expected) && read(call).equals(first);
        results.add(new CheckResult(part, isRead, first.toString()));
    }

    /** Whether a reading is one report of the check's message in this state, whatever its reason. */
    private static boolean tells(Reading reading, DeliveryState state) {
        return reading.fold(
                receipts -> receipts.reports().stream()
                        .map(report -> new Report(report.reference(), report.state()))
                        .toList()
                        .equals(List.of(new Report(REFERENCE, state))),
                greeting -> false,
                notAuthentic -> false,
                malformed -> false);
    }

    private Reading read(ReceiptCall call) {
        return new HttpReceiptReader(definition, settings(), clock, new OwnNotifier(keys.getPublic()))
                .read(call)
                .orElseThrow()
                .after(this::use);
    }

    /** Whether a nonce is good for its content; the check remembers nonces while it runs. */
    private boolean use(ReceiptNonce nonce) {
        UUID first = contents.putIfAbsent(nonce.id(), nonce.content());
        return first == null || first.equals(nonce.content());
    }

    private ReceiptCall call(ReceiptForm form, String report) {
        Map<String, List<String>> headers = new HashMap<>();
        String body = report;
        Map<CallPart, String> parts = new LinkedHashMap<>();
        form.freshness()
                .time()
                .ifPresent(part -> parts.put(part, Long.toString(clock.instant().getEpochSecond())));
        form.freshness()
                .once()
                .ifPresent(part ->
                        parts.put(part, form.signature().withLength(part, "check-" + ids.incrementAndGet())));
        for (Map.Entry<CallPart, String> part : parts.entrySet()) {
            Optional<String> header = part.getKey().header();
            if (header.isPresent()) {
                headers.put(header.get().toLowerCase(Locale.ROOT), List.of(part.getValue()));
            } else {
                body = Samples.with(
                                Samples.json(body.getBytes(StandardCharsets.UTF_8)),
                                part.getKey().pointer(),
                                part.getValue())
                        .toString();
            }
        }
        return form.kind() == ReceiptForm.Kind.QUERY
                ? new ReceiptCall(definition.name(), headers, report, new byte[0])
                : new ReceiptCall(definition.name(), headers, "", body.getBytes(StandardCharsets.UTF_8));
    }

    private ReceiptCall signed(ReceiptForm form, String state) {
        return signed(form, state, this::secret, keys);
    }

    private ReceiptCall signed(ReceiptForm form, String state, Function<String, String> secrets, KeyPair signingKeys) {
        return sign(form, call(form, Samples.report(form, REFERENCE, state)), secrets, signingKeys);
    }

    private ReceiptCall sign(
            ReceiptForm form, ReceiptCall call, Function<String, String> secrets, KeyPair signingKeys) {
        String url =
                call.query().isEmpty() ? settings().receiptUrl() : settings().receiptUrl() + '?' + call.query();
        return form.signature().answer(new ReceiptSigner(call, url, secrets, this::secret, signingKeys));
    }

    private void expect(String part, ScriptedServer.Script script, Predicate<DeliveryOutcome> wanted) {
        server.play(script);
        DeliveryOutcome outcome = send();
        results.add(new CheckResult(part, wanted.test(outcome), outcome.toString()));
    }

    /** Opens a new provider each time, so that no earlier token and no earlier pace matters. */
    private DeliveryOutcome send() {
        return send(LONGEST_ANSWER);
    }

    private DeliveryOutcome send(Duration longest) {
        return new HttpProvider(definition, settings(longest), clock).send(message);
    }

    private ProviderSettings settings() {
        return settings(LONGEST_ANSWER);
    }

    private ProviderSettings settings(Duration longest) {
        return new ProviderSettings(
                SampleMessage.sender(definition.channel()),
                RECEIPTS + definition.name(),
                name -> Optional.ofNullable(values.get(name)),
                Optional.of(server.uri()),
                true,
                Duration.ofSeconds(2),
                longest);
    }

    private static ScriptedServer.Script reply(int status, String headers, String body) {
        return new ScriptedServer.Script.Reply(status, headers, body);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Amazon SNS with the key of the check. */
    private record OwnNotifier(PublicKey key) implements SnsNotifier {
        @Override
        public Optional<PublicKey> key(URI certificate) {
            return Optional.of(key);
        }

        @Override
        public void confirm(URI subscription) {}
    }
}
