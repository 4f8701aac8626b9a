package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.http.AnswerRules;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.smpp.SmppDefinition;
import io.latchkey.adapters.sms.smpp.SmppProvider;
import io.latchkey.adapters.sms.text.GsmAlphabet;
import io.latchkey.application.delivery.Report;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryOutcome.Outlook;
import io.latchkey.domain.message.DeliveryState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * Runs the definition of a carrier against a carrier on this machine that answers as the definition says. The parts
 * are: success, each refusal, a refused bind, throttling, an answer too late, no answer, the same message twice, long
 * texts, and receipts.
 */
public final class SmppCheck implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final String TEXT = "Your code is 483920 & <more> \"é\" €";
    /** The library logs every session that ends, and each part of a check ends one. */
    private static final Logger NOISE = Logger.getLogger("org.jsmpp");

    private final SmppDefinition definition;
    private final Map<String, String> values;
    private final ScriptedCarrier carrier;
    private final List<CheckResult> results = new ArrayList<>();

    private SmppCheck(SmppDefinition definition, Map<String, String> given) throws IOException {
        this.definition = definition;
        this.values = new HashMap<>(given);
        definition.facts().values().forEach(name -> {
            String standard = definition.defaults().getOrDefault(name, "");
            // "check" is short enough: SMPP allows passwords of at most eight octets.
            values.putIfAbsent(name, standard.isEmpty() ? "check" : standard);
        });
        this.carrier = new ScriptedCarrier(0, Optional.empty());
    }

    /**
     * @param values the operator's values, by name; missing ones are made up
     * @throws UncheckedIOException when this machine gives no port
     */
    public static List<CheckResult> run(SmppDefinition definition, Map<String, String> values) {
        Level before = NOISE.getLevel();
        NOISE.setLevel(Level.OFF);
        try (SmppCheck check = new SmppCheck(definition, values)) {
            check.answers();
            check.binds();
            check.failures();
            check.texts();
            check.receipts();
            return List.copyOf(check.results);
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        } finally {
            NOISE.setLevel(before);
        }
    }

    private void answers() {
        expect(
                "success",
                accept(),
                outcome -> outcome.equals(new DeliveryOutcome.Accepted(
                        definition.name(), Optional.of(definition.referenceOfAnswer(definition.sampleAnswer())))));
        definition.errors().entrySet().stream()
                .sorted(Map.Entry.<Integer, ErrorClass>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .forEach(line -> refusal(line.getKey(), line.getValue()));
        if (!definition.errors().containsKey(SMPPConstant.STAT_ESME_RTHROTTLED)) {
            refusal(SMPPConstant.STAT_ESME_RTHROTTLED, ErrorClass.THROTTLED);
        }
    }

    private void refusal(int status, ErrorClass errorClass) {
        expect(
                String.format(Locale.ROOT, "%s (0x%02X)", errorClass.wireName(), status),
                new ScriptedCarrier.Script.Refuse(status),
                outcome -> switch (errorClass) {
                    case BAD_NUMBER, OPTED_OUT, BOUNCED, COMPLAINED, PERMANENT ->
                        outcome.outlook() == Outlook.OTHER_CHANNEL
                                && outcome.reason().startsWith(errorClass.wireName());
                    case THROTTLED, MESSAGE_THROTTLED ->
                        outcome.outlook() == Outlook.LATER
                                && outcome.retryAfter().equals(Optional.of(definition.pause()));
                    case AUTHENTICATION, TEMPORARY ->
                        outcome.outlook() == Outlook.LATER && outcome.reason().startsWith(errorClass.wireName());
                });
    }

    private void binds() {
        List<ScriptedCarrier.Bind> binds = carrier.binds();
        SmppDefinition.Credentials who = definition.credentials(settings(LONGEST_ANSWER));
        boolean isRight = !binds.isEmpty()
                && binds.get(0).equals(new ScriptedCarrier.Bind(who.systemId(), who.password(), who.systemType()));
        results.add(new CheckResult("bind", isRight, isRight ? "with the values given" : "not with the values given"));
        carrier.answerBindsWith(SMPPConstant.STAT_ESME_RINVPASWD);
        expect("bind refused", accept(), outcome -> outcome.outlook() == Outlook.LATER);
        carrier.answerBindsWith(SMPPConstant.STAT_ESME_ROK);
    }

    private void failures() {
        carrier.play(new ScriptedCarrier.Script.Silence());
        DeliveryOutcome late = send(TEXT, Duration.ofMillis(700));
        results.add(new CheckResult("answer too late", late.outlook() == Outlook.PERHAPS_TAKEN, late.toString()));
        expect(
                "lost answer",
                new ScriptedCarrier.Script.HangUp(),
                outcome -> outcome.outlook() == Outlook.PERHAPS_TAKEN);
        carrier.play(new ScriptedCarrier.Script.Refuse(SMPPConstant.STAT_ESME_RSYSERR));
        send(TEXT, LONGEST_ANSWER);
        send(TEXT, LONGEST_ANSWER);
        List<SubmitSm> messages = carrier.messages();
        boolean isSame = messages.size() == 2
                && Arrays.equals(
                        messages.get(0).getShortMessage(), messages.get(1).getShortMessage())
                && Arrays.equals(
                        messages.get(0).getOptionalParameters(), messages.get(1).getOptionalParameters());
        results.add(new CheckResult("same message twice", isSame, isSame ? "the same message" : "another message"));
    }

    private void texts() {
        expectText("GSM alphabet", TEXT, 0, 1);
        expectText("other alphabets", "Ваш код 483920", 8, 1);
        expectText("long text", TEXT.repeat(6), 0, 2);
    }

    private void expectText(String part, String text, int coding, int parts) {
        carrier.play(accept());
        DeliveryOutcome outcome = send(text, LONGEST_ANSWER);
        List<SubmitSm> messages = carrier.messages();
        boolean isRight = outcome.outlook() == Outlook.TAKEN
                && messages.size() == parts
                && messages.stream().allMatch(message -> message.getDataCoding() == coding)
                && text.equals(read(messages, coding));
        results.add(new CheckResult(part, isRight, messages.size() + " part(s), data_coding " + coding));
    }

    private static String read(List<SubmitSm> messages, int coding) {
        StringBuilder text = new StringBuilder();
        for (SubmitSm message : messages) {
            byte[] octets = message.getShortMessage();
            byte[] body = message.isUdhi() ? Arrays.copyOfRange(octets, octets[0] + 1, octets.length) : octets;
            text.append(coding == 0 ? GsmAlphabet.decode(body) : new String(body, StandardCharsets.UTF_16BE));
        }
        return text.toString();
    }

    private void receipts() {
        if (!definition.hearsReceipts()) {
            results.add(new CheckResult("receipts", true, "not checked: the session is a transmitter"));
            return;
        }
        List<Report> heard = new CopyOnWriteArrayList<>();
        try (Provider sender =
                SmppProvider.open(definition, settings(LONGEST_ANSWER), Clock.systemUTC(), hearing(heard))) {
            carrier.play(accept());
            sender.send(message(TEXT));
            expectReports("receipt delivered", heard, DeliveryState.DELIVERED, "DELIVRD", MessageState.DELIVERED);
            expectReports("receipt failed", heard, DeliveryState.FAILED, "UNDELIV", MessageState.UNDELIVERABLE);
            heard.clear();
            deliver("id:" + definition.sampleReceipt() + " stat:ENROUTE err:000");
            deliver("what is this");
            results.add(new CheckResult("receipt of a step on the way", heard.isEmpty(), heard.toString()));
            for (AnswerRules.Rule rule : definition.reasons().rules()) {
                expectReason(rule, heard);
            }
        } catch (IOException undelivered) {
            results.add(new CheckResult("receipts", false, String.valueOf(undelivered.getMessage())));
        }
    }

    private void expectReports(
            String part, List<Report> heard, DeliveryState wanted, String word, MessageState parameter)
            throws IOException {
        Report report = new Report(definition.referenceOfAnswer(definition.sampleAnswer()), wanted);
        heard.clear();
        deliver("id:" + definition.sampleReceipt() + " sub:001 dlvrd:001 submit date:2601010000 done date:2601010000"
                + " stat:" + word + " err:000 text:-");
        results.add(new CheckResult(part + " (text)", heard.equals(List.of(report)), heard.toString()));
        heard.clear();
        deliver(
                "",
                new OptionalParameter.Receipted_message_id(definition.sampleAnswer()),
                new OptionalParameter.Message_state(parameter.value()));
        results.add(new CheckResult(part + " (parameters)", heard.equals(List.of(report)), heard.toString()));
    }

    private void expectReason(AnswerRules.Rule rule, List<Report> heard) throws IOException {
        String code = rule.value().orElseThrow().example();
        heard.clear();
        deliver("id:" + definition.sampleReceipt() + " stat:UNDELIV err:" + code);
        boolean isRead = heard.size() == 1
                && heard.get(0)
                        .cause()
                        .filter(cause -> cause.reason().startsWith(rule.words()))
                        .isPresent();
        results.add(new CheckResult(
                "receipt failed: " + rule.errorClass().wireName() + " (" + code + ")", isRead, heard.toString()));
    }

    private static DeliveryReports hearing(List<Report> heard) {
        return new DeliveryReports() {
            @Override
            public void received(String provider, String reference, DeliveryState state) {
                heard.add(new Report(reference, state));
            }

            @Override
            public void received(String provider, Report report, List<String> otherNotations) {
                heard.add(report);
            }
        };
    }

    private void deliver(String text, OptionalParameter... parameters) throws IOException {
        carrier.deliver(MessageType.SMSC_DEL_RECEIPT.value(), text.getBytes(StandardCharsets.US_ASCII), parameters);
    }

    private ScriptedCarrier.Script accept() {
        return new ScriptedCarrier.Script.Accept(definition::sampleAnswer);
    }

    private void expect(String part, ScriptedCarrier.Script script, Predicate<DeliveryOutcome> wanted) {
        carrier.play(script);
        DeliveryOutcome outcome = send(TEXT, LONGEST_ANSWER);
        results.add(new CheckResult(part, wanted.test(outcome), outcome.toString()));
    }

    /** Opens a new session each time, so that no earlier part matters. */
    private DeliveryOutcome send(String text, Duration longest) {
        try (Provider sender = SmppProvider.open(
                definition, settings(longest), Clock.systemUTC(), (provider, reference, state) -> {})) {
            return sender.send(message(text));
        }
    }

    private static WordedMessage message(String text) {
        return SampleMessage.of(text, Optional.empty(), "");
    }

    private ProviderSettings settings(Duration longest) {
        return new ProviderSettings(
                "Latchkey",
                "",
                name -> Optional.ofNullable(values.get(name)),
                Optional.of(carrier.uri()),
                true,
                Duration.ofSeconds(2),
                longest);
    }

    @Override
    public void close() throws IOException {
        carrier.close();
    }
}
