package io.latchkey.adapters.sms.http;

import io.latchkey.application.user.port.BusyException;
import java.time.Duration;

/** A receipt cannot be verified now, because its provider publishes no key at the moment. The provider may repeat it. */
public final class NotifierBusyException extends BusyException {
    private static final long serialVersionUID = 1L;

    public NotifierBusyException() {
        super("the key of a receipt cannot be fetched now", Duration.ofSeconds(20));
    }
}
