package canary.adapters.rest;

import canary.adapters.sms.Sender;
import canary.application.otp.port.KnowsService;
import canary.application.otp.service.SendService;

/** Breaks: adapters know no adapter, no service, and the way in reaches no outbound port. */
public final class SeesEverything {
    Sender sender = new Sender();
    SendService service = new SendService();

    Class<?> port = KnowsService.class;
}
