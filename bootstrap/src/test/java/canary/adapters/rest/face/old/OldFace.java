package canary.adapters.rest.face.old;

import canary.adapters.rest.face.other.OtherFace;
import canary.application.otp.port.KnowsService;
import java.sql.Connection;
import java.time.Instant;

/** Breaks: faces speak to use cases alone, know no other face and ask no clock. */
public final class OldFace {
    OtherFace other = new OtherFace();
    Connection[] store = {};
    Class<?> port = KnowsService.class;
    Instant now = Instant.now();
}
