package canary.adapters.rest;

import canary.adapters.sms.Sender;
import canary.application.otp.port.KnowsService;
import canary.application.otp.service.SendService;

/** Breaks three rules: an adapter uses no other adapter, no service, and an inbound adapter uses no outbound port. */
public final class SeesEverything {
    Sender sender = new Sender();
    SendService service = new SendService();

    Class<?> port = KnowsService.class;
}
