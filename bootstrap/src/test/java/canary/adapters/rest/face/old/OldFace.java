package canary.adapters.rest.face.old;

import canary.adapters.rest.face.other.OtherFace;
import canary.application.otp.port.KnowsService;
import java.sql.Connection;
import java.time.Instant;

/** Breaks three rules: a face calls use cases only, uses no other face, and reads no clock. */
public final class OldFace {
    OtherFace other = new OtherFace();
    Connection[] store = {};
    Class<?> port = KnowsService.class;
    Instant now = Instant.now();
}
