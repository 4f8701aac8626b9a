package canary.application.otp.service;

import canary.application.delivery.Parcel;
import canary.application.otp.port.KnowsService;

/** Has a collaborator too many, knows a later feature, and is known by its own port. */
public final class ManyHandsService {
    private final KnowsService port;
    private final Parcel parcel;

    public ManyHandsService(
            KnowsService port,
            Parcel parcel,
            String third,
            String fourth,
            int fifth,
            int sixth,
            int seventh,
            int eighth) {
        this.port = port;
        this.parcel = parcel;
    }

    @Override
    public String toString() {
        return port + " " + parcel;
    }
}
