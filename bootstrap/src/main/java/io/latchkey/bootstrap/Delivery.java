package io.latchkey.bootstrap;

import com.fasterxml.jackson.core.JsonPointer;
import io.latchkey.adapters.sms.MailSender;
import io.latchkey.adapters.sms.RoutingMessageGateway;
import io.latchkey.adapters.sms.SmsSender;
import io.latchkey.adapters.sms.http.BodyTemplate;
import io.latchkey.adapters.sms.http.HttpAuthentication;
import io.latchkey.adapters.sms.http.HttpSmsSender;
import io.latchkey.adapters.sms.http.HttpSmsSettings;
import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.template.LinkTemplate;
import io.latchkey.adapters.sms.template.MessageTemplates;
import io.latchkey.adapters.sms.template.TemplateSettings;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Mode;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.BioentrustKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The senders, texts and inbox that the settings ask for. */
final class Delivery implements AutoCloseable {
    private static final int INBOX_CAPACITY = 1000;
    private static final String RECEIPTS = "/api/v1/delivery/receipts/";
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private final MailHosts mailHosts;
    private final Optional<DevelopmentInbox> inbox;
    private final MessageGateway gateway;
    private final ReceiptReader receipts;

    Delivery(Settings settings, ContactParser contacts, String publicUrl, Clock clock) {
        this.inbox = settings.find(Catalog.INBOX).orElse(settings.get(Catalog.MODE) == Mode.DEV)
                ? Optional.of(new DevelopmentInbox(contacts, INBOX_CAPACITY))
                : Optional.empty();
        this.mailHosts = new MailHosts(settings, clock);
        Optional<MailSender> mailSender =
                mailHosts.senders().stream().<MailSender>map(host -> host).findFirst();
        Optional<SmsProvider> provider = settings.find(Catalog.SMS_PROVIDER)
                .map(name -> SmsProvider.of(settings, name, publicUrl + RECEIPTS + name));
        Optional<SmsSender> smsSender = provider.<SmsSender>map(chosen -> chosen.sender(clock))
                .or(() -> settings.find(Catalog.SMS_URL).map(url -> new HttpSmsSender(sms(settings, url), clock)));
        this.receipts = provider.map(SmsProvider::receipts).orElse(call -> Optional.empty());
        MessageTemplates templates =
                settings.build("latchkey.messages", read -> new MessageTemplates(templates(read, publicUrl)));
        this.gateway = new RoutingMessageGateway(templates, mailSender, smsSender, inbox, clock);
    }

    MessageGateway gateway() {
        return gateway;
    }

    /** Reads the receipts of the provider that sends SMS. */
    ReceiptReader receipts() {
        return receipts;
    }

    /** The messages kept in memory; empty outside development. */
    Optional<DevelopmentInbox> inbox() {
        return inbox;
    }

    private static TemplateSettings templates(Settings settings, String publicUrl) {
        String link = settings.find(Catalog.RESET_LINK).orElse(publicUrl + "/reset-password#token={token}");
        return new TemplateSettings(
                settings.get(Catalog.SITE_NAME),
                URI.create(publicUrl).getHost(),
                settings.get(Catalog.DEFAULT_LOCALE),
                settings.find(Catalog.TEMPLATES),
                Optional.of(new LinkTemplate(link)),
                audienceLinks(settings, link));
    }

    /** Links of the faces whose clients know no reset codes; the built-in page takes them, too. */
    private static Map<String, LinkTemplate> audienceLinks(Settings settings, String builtIn) {
        FaceKeys bioentrust = BioentrustKeys.FACE;
        return Map.of(
                bioentrust.face(),
                settings.build(
                        bioentrust.prefix(),
                        read -> new LinkTemplate(
                                read.find(BioentrustKeys.RESET_LINK).orElse(builtIn))));
    }

    private static HttpSmsSettings sms(Settings settings, URI url) {
        return settings.build("latchkey.sms", read -> {
            Duration timeout = read.get(Catalog.SMS_TIMEOUT);
            return new HttpSmsSettings(
                    read.get(Catalog.SMS_NAME),
                    read.get(Catalog.SMS_METHOD),
                    url,
                    read.get(Catalog.SMS_PLAIN_HTTP),
                    Map.of(),
                    body(read),
                    read.get(Catalog.SMS_FROM),
                    authentication(read),
                    "Idempotency-Key",
                    Set.of(200, 201, 202),
                    read.find(Catalog.SMS_REFERENCE).map(JsonPointer::compile),
                    timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                    timeout);
        });
    }

    private static BodyTemplate body(Settings settings) {
        return settings.get(Catalog.SMS_FORMAT) == Catalog.SmsFormat.JSON
                ? new BodyTemplate(BodyTemplate.Kind.JSON, settings.get(Catalog.SMS_BODY))
                : new BodyTemplate(BodyTemplate.Kind.FORM, settings.get(Catalog.SMS_BODY));
    }

    private static HttpAuthentication authentication(Settings settings) {
        return switch (settings.get(Catalog.SMS_AUTH)) {
            case NONE -> new HttpAuthentication.None();
            case BASIC ->
                new HttpAuthentication.Basic(settings.get(Catalog.SMS_USER), () -> settings.get(Catalog.SMS_SECRET));
            case BEARER -> new HttpAuthentication.Bearer(() -> settings.get(Catalog.SMS_SECRET));
            case HEADER ->
                new HttpAuthentication.ApiKey(
                        settings.get(Catalog.SMS_AUTH_HEADER), () -> settings.get(Catalog.SMS_SECRET));
        };
    }

    @Override
    public void close() {
        mailHosts.close();
    }
}
