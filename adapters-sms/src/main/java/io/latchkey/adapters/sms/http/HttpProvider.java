package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.net.AnswerBody;
import io.latchkey.adapters.sms.net.HttpClients;
import io.latchkey.adapters.sms.net.PublicHosts;
import io.latchkey.adapters.sms.oauth.AccessTokens;
import io.latchkey.adapters.sms.oauth.GrantedTokens;
import io.latchkey.adapters.sms.oauth.NoTokenException;
import io.latchkey.adapters.sms.oauth.TokenCall;
import io.latchkey.adapters.sms.provider.Pace;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.text.SmsSegments;
import io.latchkey.adapters.sms.text.SpokenText;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.UseReport;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the provider that a definition describes. Connections are kept alive and shared. Redirects are not followed, so
 * only the definition's hosts see a message.
 */
public final class HttpProvider implements Provider {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    /** An instant in ISO 8601 with milliseconds. */
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A number of E.164. */
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{4,15}");

    /** Statuses that say something of the message asked about, and nothing of the provider. */
    private static final Set<Integer> ABOUT_ONE_MESSAGE = Set.of(400, 404, 409, 410, 422);

    private static final System.Logger LOG = System.getLogger(HttpProvider.class.getName());

    /** Checks of codes that may be made at once. */
    private static final int MOST_CHECKS = 32;

    private final Semaphore checks = new Semaphore(MOST_CHECKS);
    private final SecureRandom random = new SecureRandom();
    private final HttpDefinition definition;
    private final ProviderSettings settings;
    private final Clock clock;
    private final HttpClient client;
    private final Optional<Pace> pace;
    /** Whether calls about messages that were taken fail, by purpose and by the route's profile. */
    private final Map<Following, Trouble> troubles = new ConcurrentHashMap<>();
    /** One source of access tokens for each sender profile, because a route may set its own account or region. */
    private final Map<SenderProfile, AccessTokens> tokens = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException when the settings name an address that is not HTTP, the address for receipts is
     *     longer than the provider takes, or a key is none
     */
    public HttpProvider(HttpDefinition definition, ProviderSettings settings, Clock clock) {
        settings.requireBaseUrl(Set.of("http", "https"));
        this.definition = definition;
        this.settings = settings;
        this.clock = clock;
        receiptForm().ifPresent(this::requireShortAddress);
        requireKeys();
        this.pace = definition.perSecond().map(perSecond -> new Pace(perSecond, clock));
        this.client = HttpClients.open(settings.connectTimeout());
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public Channel channel() {
        return definition.channel();
    }

    @Override
    public Optional<Cost> cost(String country, int segments) {
        return definition.price().map(price -> price.cost(country, segments));
    }

    @Override
    public Optional<String> unknownValue(SenderProfile profile) {
        return definition.unknownValue(profile);
    }

    @Override
    public DeliveryOutcome send(WordedMessage message) {
        boolean isForCodesOnly = definition.names("codeSpoken")
                || definition.request().templates().stream().anyMatch(template -> template.names("code"))
                || definition.verification().isPresent();
        if (message.code().isEmpty() && isForCodesOnly) {
            return new DeliveryOutcome.Declined("provider words codes only");
        }
        Optional<Duration> wait = pace.flatMap(Pace::take);
        if (wait.isPresent()) {
            return DeliveryOutcome.Deferred.busy("own limit of " + definition.name(), wait);
        }
        long begin = System.nanoTime();
        long deadline = begin + settings.overallTimeout().toNanos();
        long uselessFrom = begin + message.timeLeft().toNanos();
        HttpRequest request;
        try {
            request = request(message, Math.min(deadline, uselessFrom));
        } catch (NoTokenException refused) {
            return new DeliveryOutcome.Deferred(String.valueOf(refused.getMessage()), Optional.empty());
        } catch (RuntimeException unsendable) {
            // A secret is missing or cannot be the value of a header. The exception's text must not get into a log.
            return new DeliveryOutcome.Deferred("credentials cannot be sent", Optional.empty());
        }
        Optional<DeliveryOutcome> refused = refusedHost(request.uri());
        // The name server or the token server may have taken long.
        if (refused.isEmpty() && System.nanoTime() - uselessFrom >= 0) {
            return DeliveryOutcome.Deferred.busy("no time left", Optional.empty());
        }
        return refused.orElseGet(() -> exchange(request, message.id().toString(), deadline));
    }

    @Override
    public Optional<Enquiry> enquiry() {
        return definition.followUp().poll().map(Asking::new);
    }

    @Override
    public Optional<UseReport> useReport() {
        Predicate<FollowUp.Feedback> wanted = report -> isWanted(report, SenderProfile.NONE);
        return definition.followUp().feedback().filter(wanted).map(report -> (reference, profile, usedAt) -> {
            if (!isWanted(report, profile)) {
                return;
            }
            Instant second = usedAt.truncatedTo(ChronoUnit.SECONDS);
            Optional<Answer> unused = follow(
                    report.call(),
                    Map.of(
                            FollowUp.REFERENCE,
                            reference,
                            "usedAt",
                            second.toString(),
                            "usedAtText",
                            second.toString().replace('T', ' ').replace("Z", "")),
                    new Following("told which codes were used", profile));
        });
    }

    private boolean isWanted(FollowUp.Feedback report, SenderProfile profile) {
        try {
            String wish = report.when().fill(settings.placeholders(definition.defaults(), profile));
            return !wish.isEmpty() && !wish.equals("false");
        } catch (IllegalStateException missing) {
            // Values that are missing are refused elsewhere, by their names.
            return false;
        }
    }

    /** Asks the provider what became of messages. */
    private final class Asking implements Enquiry {
        private final FollowUp.Poll poll;

        Asking(FollowUp.Poll poll) {
            this.poll = poll;
        }

        @Override
        public List<Duration> ages() {
            return poll.ages();
        }

        @Override
        public Optional<Report> ask(String reference, SenderProfile profile) {
            return follow(
                            poll.call(),
                            Map.of(FollowUp.REFERENCE, reference),
                            new Following("asked about messages", profile))
                    .flatMap(answer -> poll.read(answer, reference));
        }
    }

    /**
     * Why a call about a message is made that the provider took.
     *
     * @param purpose follows {@code could not be} in the log
     * @param profile that of the message's route
     */
    private record Following(String purpose, SenderProfile profile) {}

    /**
     * Makes a call about a message that the provider took, once it has a turn that messages do not need.
     *
     * @return the answer; empty when there is none, or it is no success
     */
    private Optional<Answer> follow(SideCall shape, Map<String, String> known, Following why) {
        long deadline = deadline();
        if (!hasTurn(deadline)) {
            return Optional.empty();
        }
        SideAnswer told = ask(shape, known, why.profile(), deadline);
        Optional<Answer> success = told.answer().filter(answer -> answer.status() / 100 == 2);
        if (success.isPresent()) {
            report(why, Optional.empty());
        } else if (ABOUT_ONE_MESSAGE.contains(told.status())) {
            LOG.log(System.Logger.Level.DEBUG, "{0} answered {1} about one message", name(), told.status());
        } else {
            report(why, Optional.of(told.problem()));
        }
        return success;
    }

    /** When a call that begins now has to be over, in nanoseconds of the virtual machine's clock. */
    private long deadline() {
        return System.nanoTime() + settings.overallTimeout().toNanos();
    }

    /** Waits for a turn; answers whether there was one in time. */
    private boolean hasTurn(long deadline) {
        Optional<Duration> wait = pace.flatMap(Pace::takeSpare);
        while (wait.isPresent()) {
            if (System.nanoTime() + wait.get().toNanos() - deadline >= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(wait.get().toNanos());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
            wait = pace.flatMap(Pace::takeSpare);
        }
        return true;
    }

    /** Writes the first of a row of failures to the log, and its end. */
    private void report(Following why, Optional<String> problem) {
        if (problem.isPresent()) {
            if (troubles.computeIfAbsent(why, unused -> new Trouble(clock)).begins()) {
                LOG.log(System.Logger.Level.WARNING, "{0} could not be {1}: {2}", name(), why.purpose(), problem.get());
            }
            return;
        }
        Trouble trouble = troubles.get(why);
        if (trouble != null && trouble.ends()) {
            LOG.log(System.Logger.Level.INFO, "{0} can be {1} again", name(), why.purpose());
        }
    }

    /** Makes a call beside those with messages. */
    private SideAnswer ask(SideCall shape, Map<String, String> known, SenderProfile profile, long deadline) {
        try {
            HttpRequest request = request(shape, known, profile, deadline);
            Optional<DeliveryOutcome> refused = refusedHost(request.uri());
            if (refused.isPresent()) {
                return SideAnswer.missing(refused.get().reason());
            }
            Exchange exchange = call(request, deadline);
            HttpResponse.ResponseInfo head = exchange.head();
            if (head == null) {
                return SideAnswer.missing(
                        exchange.outcome().map(DeliveryOutcome::reason).orElse("no answer"));
            }
            if (head.statusCode() == 401) {
                forgetToken(request);
            }
            return exchange.outcome()
                    .map(half -> SideAnswer.half(head.statusCode(), half.reason()))
                    .orElseGet(() -> SideAnswer.whole(
                            new Answer(head.statusCode(), exchange.body(), "", head.headers()::firstValue),
                            retryAfter(head.headers())));
        } catch (NoTokenException none) {
            return SideAnswer.missing(String.valueOf(none.getMessage()));
        } catch (RuntimeException unsendable) {
            // A secret is missing or cannot be the value of a header. The exception's text must not get into a log.
            return SideAnswer.missing("credentials cannot be sent");
        }
    }

    @Override
    public Optional<CodeOwner> codeOwner() {
        return definition
                .verification()
                .map(calls -> new HttpCodeOwner(
                        calls,
                        this::fill,
                        (shape, known, profile) -> ask(shape, known, profile, deadline()),
                        (purpose, problem) -> report(new Following(purpose, SenderProfile.NONE), problem),
                        checks));
    }

    private String fill(Template template, Map<String, String> known, SenderProfile profile) {
        return template.fill(
                or(known, settings.placeholders(definition.defaults(), profile)), HttpProvider::escapeInAddress);
    }

    private HttpRequest request(SideCall shape, Map<String, String> known, SenderProfile profile, long deadline) {
        return prepare(shape, known, profile, oauth -> token(oauth, profile, deadline))
                .request();
    }

    /**
     * The call that would ask about a message. Nothing is sent, and no token server is asked.
     *
     * @param token stands for an access token
     * @return empty when the provider is not asked
     */
    public Optional<OutgoingCall> previewOfPoll(String reference, String token) {
        return definition
                .followUp()
                .poll()
                .map(poll -> prepare(
                        poll.call(), Map.of(FollowUp.REFERENCE, reference), SenderProfile.NONE, oauth -> token));
    }

    /**
     * The call about a code that would be made. Nothing is sent, and no token server is asked.
     *
     * @param reference the provider's own id of the verification
     * @param to the contact that the code went to
     * @param token stands for an access token
     */
    public OutgoingCall preview(Verification.Deed deed, String reference, String to, String guess, String token) {
        SideCall shape = definition.verification().flatMap(deed::of).orElseThrow();
        return prepare(shape, Verification.known(reference, to, guess), SenderProfile.NONE, oauth -> token);
    }

    private OutgoingCall prepare(
            SideCall shape,
            Map<String, String> known,
            SenderProfile profile,
            Function<ProviderAuth.Granted, String> tokens) {
        Instant now = clock.instant();
        Map<String, String> all = new HashMap<>(CallTime.of(now));
        all.put("nonce", nonce());
        all.putAll(known);
        Function<String, String> values = or(all, settings.placeholders(definition.defaults(), profile));
        OutgoingCall call = new OutgoingCall(
                shape.method(),
                address(shape.url(), values, baseUrl(profile)),
                shape.body().map(body -> body.fill(values)).orElse(""));
        shape.body().ifPresent(body -> call.header("Content-Type", body.mediaType()));
        call.header("Accept", "application/json, */*;q=0.5");
        complete(call, shape.query(), shape.headers(), values);
        definition.auth().sign(call, values, now, tokens);
        return call;
    }

    private static void complete(
            OutgoingCall call,
            Map<String, Template> query,
            Map<String, Template> headers,
            Function<String, String> values) {
        query.forEach(
                (name, value) -> RequestBody.present(value, values).ifPresent(present -> call.query(name, present)));
        headers.forEach(
                (name, value) -> RequestBody.present(value, values).ifPresent(present -> call.header(name, present)));
    }

    /** Looks values up among the known ones first. */
    private static Function<String, String> or(Map<String, String> known, Function<String, String> others) {
        return name -> {
            String value = known.get(name);
            return value == null ? others.apply(name) : value;
        };
    }

    private DeliveryOutcome exchange(HttpRequest request, String id, long deadline) {
        Exchange exchange = call(request, deadline);
        HttpResponse.ResponseInfo head = exchange.head();
        if (head == null) {
            return exchange.outcome().orElseThrow();
        }
        // When only the head arrived, the status decides alone, unless the outcome depends on the body.
        boolean isHalf = exchange.outcome().isPresent();
        Answer answer = new Answer(head.statusCode(), exchange.body(), id, head.headers()::firstValue);
        if (isHalf
                && definition.answers().accepted().contains(answer.status())
                && definition.answers().condition().isPresent()) {
            return exchange.outcome().get();
        }
        if (answer.status() == 401) {
            forgetToken(request);
        }
        return definition.answers().outcome(definition.name(), answer, retryAfter(head.headers()));
    }

    /** Result of a call: head and body of the answer, or the outcome when the answer is missing or incomplete. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Exchange(HttpResponse.@Nullable ResponseInfo head, byte[] body, Optional<DeliveryOutcome> outcome) {}

    private Exchange call(HttpRequest request, long deadline) {
        AtomicReference<HttpResponse.ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(request, info -> {
            head.set(info);
            return new AnswerBody();
        });
        try {
            HttpResponse<byte[]> answer = call.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Exchange(head.get(), answer.body(), Optional.empty());
        } catch (ExecutionException failed) {
            return new Exchange(head.get(), new byte[0], Optional.of(unanswered(failed.getCause())));
        } catch (TimeoutException slow) {
            call.cancel(true);
            return new Exchange(head.get(), new byte[0], Optional.of(new DeliveryOutcome.Unknown("no answer in time")));
        } catch (InterruptedException stopped) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Exchange(null, new byte[0], Optional.of(new DeliveryOutcome.Unknown("interrupted")));
        }
    }

    private HttpRequest request(WordedMessage message, long deadline) {
        return prepare(message, oauth -> token(oauth, message.profile(), deadline))
                .request();
    }

    /**
     * The call that would hand over this message. Nothing is sent, and no token server is asked.
     *
     * @param token stands for an access token
     */
    public OutgoingCall preview(WordedMessage message, String token) {
        return prepare(message, oauth -> token);
    }

    private OutgoingCall prepare(WordedMessage message, Function<ProviderAuth.Granted, String> tokens) {
        Instant now = clock.instant();
        Function<String, String> values = values(message, now);
        Optional<URI> base = baseUrl(message.profile());
        HttpDefinition.Request shape = definition.request();
        OutgoingCall call = new OutgoingCall(
                shape.method(), address(shape.url(), values, base), shape.body().fill(values));
        call.header("Content-Type", shape.body().mediaType());
        call.header("Accept", "application/json, */*;q=0.5");
        complete(call, shape.query(), shape.headers(), values);
        definition.auth().sign(call, values, now, tokens);
        return call;
    }

    private Function<String, String> values(WordedMessage message, Instant now) {
        String to = message.to().value();
        SenderProfile profile = message.profile();
        String from = profile.from().map(this::sender).orElseGet(settings::from);
        MailValues mail = new MailValues(message, from);
        Map<String, String> known = new HashMap<>(CallTime.of(now));
        known.put("nonce", nonce());
        known.putAll(Map.ofEntries(
                Map.entry("to", mail.to()),
                Map.entry("toDigits", to.substring(1)),
                Map.entry("text", message.text()),
                Map.entry("textSpoken", SpokenText.of(message.text(), message.code())),
                Map.entry("from", from),
                Map.entry("fromDigits", withoutPlus(from)),
                Map.entry("id", message.id().toString()),
                Map.entry("code", message.code().orElse("")),
                Map.entry("codeSpoken", message.code().map(SpokenText::spell).orElse("")),
                Map.entry("language", definition.languages().getOrDefault(message.language(), message.language())),
                Map.entry("receiptUrl", receiptUrl()),
                Map.entry("secondsLeft", Long.toString(message.timeLeft().toSeconds())),
                Map.entry("millisLeft", Long.toString(message.timeLeft().toMillis())),
                Map.entry("expiresAt", INSTANT.format(now.plus(message.timeLeft()))),
                Map.entry("unicode", Boolean.toString(!SmsSegments.isGsm7(message.text())))));
        Function<String, String> secrets = settings.placeholders(definition.defaults(), profile);
        return or(known, name -> mail.find(name, secrets).orElseGet(() -> secrets.apply(name)));
    }

    /** A route's sender as providers take it: an address with its domain in ASCII, or the text itself. */
    private String sender(String given) {
        return channel() == Channel.EMAIL ? EmailAddress.parse(given).withAsciiDomain() : given;
    }

    /** A text that no other call has: 128 random bits. */
    private String nonce() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** A number of E.164 without its plus sign; any other sender as it is. */
    private static String withoutPlus(String sender) {
        return NUMBER.matcher(sender).matches() ? sender.substring(1) : sender;
    }

    /** The address for receipts; empty when receipts cannot arrive, so that the provider is not asked for them. */
    private String receiptUrl() {
        // A value is read from its file at each call, and may have become longer since the start.
        return receiptForm()
                .flatMap(form -> Optional.of(addressFor(form)).filter(url -> url.length() <= form.longestAddress()))
                .orElse("");
    }

    /** Form of the receipts; empty when none can arrive. */
    private Optional<ReceiptForm> receiptForm() {
        return definition.receipts().filter(form -> settings.receiptUrl().startsWith("https:"));
    }

    private String addressFor(ReceiptForm form) {
        Function<String, String> values = definition.secrets(settings);
        return form.proof(values).signature().address(settings.receiptUrl(), values);
    }

    /** Refuses an address for receipts that is longer than the provider takes. */
    private void requireShortAddress(ReceiptForm form) {
        int length;
        try {
            length = addressFor(form).length();
        } catch (IllegalStateException missing) {
            // Values that are missing are refused elsewhere, by their names.
            return;
        }
        if (length > form.longestAddress()) {
            Set<String> names = new TreeSet<>();
            form.proof(definition.secrets(settings))
                    .signature()
                    .templates()
                    .forEach(template -> names.addAll(template.secrets()));
            throw new IllegalArgumentException(String.join(", ", names)
                    + " must be shorter: the address for receipts has "
                    + length + " characters with it, and " + definition.name() + " takes " + form.longestAddress()
                    + "; " + (length - form.longestAddress())
                    + " less will do, of the value or of latchkey.public-url");
        }
    }

    private void requireKeys() {
        try {
            definition.auth().require(definition.secrets(settings));
        } catch (IllegalStateException missing) {
            // Values that are missing are refused elsewhere, by their names.
        }
    }

    private Optional<URI> baseUrl(SenderProfile profile) {
        return profile.baseUrl().map(URI::create).or(settings::baseUrl);
    }

    private static URI address(Template url, Function<String, String> values, Optional<URI> baseUrl) {
        URI address = URI.create(url.fill(values, HttpProvider::escapeInAddress));
        if (baseUrl.isEmpty()) {
            return address;
        }
        String base = baseUrl.get().toString();
        String path = address.getRawPath() + (address.getRawQuery() == null ? "" : '?' + address.getRawQuery());
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static String escapeInAddress(String value) {
        return Notation.FORM.escape(value).replace("+", "%20");
    }

    private Optional<DeliveryOutcome> refusedHost(URI address) {
        if (settings.allowsPrivate()) {
            return Optional.empty();
        }
        if (!"https".equals(address.getScheme())) {
            return Optional.of(new DeliveryOutcome.Deferred("address without TLS refused", Optional.empty()));
        }
        try {
            return PublicHosts.isPublic(address.getHost())
                    ? Optional.empty()
                    : Optional.of(new DeliveryOutcome.Deferred("private address refused", Optional.empty()));
        } catch (UnknownHostException unknown) {
            return Optional.of(new DeliveryOutcome.Deferred("no connection", Optional.empty()));
        }
    }

    private String token(ProviderAuth.Granted oauth, SenderProfile profile, long deadline) {
        return tokens.computeIfAbsent(
                        profile, wanted -> new GrantedTokens(client, () -> tokenRequest(oauth, wanted), clock))
                .token(Duration.ofNanos(deadline - System.nanoTime()));
    }

    private void forgetToken(HttpRequest refused) {
        refused.headers()
                .firstValue("Authorization")
                .filter(header -> header.startsWith(ProviderAuth.Granted.BEARER))
                .map(header -> header.substring(ProviderAuth.Granted.BEARER.length()))
                .ifPresent(token -> tokens.values().forEach(kept -> kept.forget(token)));
    }

    private TokenCall tokenRequest(ProviderAuth.Granted oauth, SenderProfile profile) {
        Function<String, String> secrets = settings.placeholders(definition.defaults(), profile);
        String nonce = nonce();
        // A token server is another host than that of the calls, and a relay for calls must not see the client's
        // secret.
        URI url = address(oauth.tokenUrl(), secrets, oauth.followsBaseUrl() ? baseUrl(profile) : Optional.empty());
        refusedHost(url).ifPresent(refused -> {
            throw new NoTokenException("no access token: address refused");
        });
        return oauth.tokenCall(url, name -> name.equals("nonce") ? nonce : secrets.apply(name), clock.instant());
    }

    private static DeliveryOutcome unanswered(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpConnectTimeoutException) {
                return new DeliveryOutcome.Deferred("no connection in time", Optional.empty());
            }
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
                return new DeliveryOutcome.Deferred("no connection", Optional.empty());
            }
            if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
                return new DeliveryOutcome.Deferred("no trusted connection", Optional.empty());
            }
        }
        return new DeliveryOutcome.Unknown("lost answer");
    }

    /** The wait that the answer asks for, in seconds or as a date (RFC 9110 §10.2.3). */
    private Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .flatMap(this::parseRetryAfter)
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait);
    }

    private Optional<Duration> parseRetryAfter(String value) {
        String wait = value.strip();
        if (wait.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(wait)));
        }
        try {
            return Optional.of(
                    Duration.between(clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(wait, Instant::from)));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
