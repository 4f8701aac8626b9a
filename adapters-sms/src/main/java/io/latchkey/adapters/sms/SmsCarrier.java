package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.template.RenderedMessage;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Takes messages to phone numbers, be it by SMS, WhatsApp or a call. */
public final class SmsCarrier implements Carrier {
    private final String name;
    private final Channel channel;
    private final SmsSender sender;
    private final BiFunction<String, Integer, Optional<Cost>> price;
    private final Function<SenderProfile, Optional<String>> unknownValue;
    private final Runnable close;

    /**
     * @param price what so many segments to a country cost
     * @param unknownValue the first value of a profile that the provider knows nothing of
     */
    public SmsCarrier(
            String name,
            Channel channel,
            SmsSender sender,
            BiFunction<String, Integer, Optional<Cost>> price,
            Function<SenderProfile, Optional<String>> unknownValue,
            Runnable close) {
        this.name = name;
        this.channel = channel;
        this.sender = sender;
        this.price = price;
        this.unknownValue = unknownValue;
        this.close = close;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public DeliveryOutcome send(OutboundMessage message, RenderedMessage words, SenderProfile profile) {
        return sender.send(new SmsMessage(
                message.id(),
                (PhoneNumber) message.contact(),
                words.text(),
                message.code().map(OtpCode::value),
                words.language(),
                profile,
                message.timeLeft()));
    }

    @Override
    public Optional<Cost> cost(String country, int segments) {
        return price.apply(country, segments);
    }

    @Override
    public Optional<String> unknownValue(SenderProfile profile) {
        return unknownValue.apply(profile);
    }

    @Override
    public void close() {
        close.run();
    }
}
