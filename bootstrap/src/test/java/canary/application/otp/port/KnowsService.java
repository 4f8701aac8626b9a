package canary.application.otp.port;

import canary.application.otp.service.SendService;

/** Breaks: ports do not know services. */
public interface KnowsService {
    SendService service();
}
