package io.latchkey.adapters.sms.smpp;

import static org.jsmpp.SMPPConstant.STAT_ESME_RALYBND;
import static org.jsmpp.SMPPConstant.STAT_ESME_RBINDFAIL;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVBNDSTS;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVCMDID;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVCMDLEN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTADR;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTNPI;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTTON;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVESMCLASS;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVMSGLEN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVPASWD;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVPRTFLG;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVREGDLVFLG;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSERTYP;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSRCADR;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSRCNPI;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSRCTON;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSYSID;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSYSTYP;
import static org.jsmpp.SMPPConstant.STAT_ESME_RMSGQFUL;
import static org.jsmpp.SMPPConstant.STAT_ESME_RSYSERR;
import static org.jsmpp.SMPPConstant.STAT_ESME_RTHROTTLED;
import static org.jsmpp.SMPPConstant.STAT_ESME_RX_P_APPN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RX_R_APPN;

import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gives command statuses their meaning (SMPP 3.4 §5.1.3). The definition's own meaning comes first, then these rules.
 */
final class SmppAnswers {
    private static final Map<Integer, ErrorClass> DEFAULTS = defaults();

    private SmppAnswers() {}

    private static Map<Integer, ErrorClass> defaults() {
        Map<Integer, ErrorClass> classes = new HashMap<>();
        List.of(STAT_ESME_RINVDSTADR, STAT_ESME_RINVDSTTON, STAT_ESME_RINVDSTNPI)
                .forEach(status -> classes.put(status, ErrorClass.BAD_NUMBER));
        List.of(STAT_ESME_RTHROTTLED, STAT_ESME_RMSGQFUL).forEach(status -> classes.put(status, ErrorClass.THROTTLED));
        List.of(STAT_ESME_RBINDFAIL, STAT_ESME_RINVPASWD, STAT_ESME_RINVSYSID, STAT_ESME_RINVSYSTYP)
                .forEach(status -> classes.put(status, ErrorClass.AUTHENTICATION));
        List.of(STAT_ESME_RINVBNDSTS, STAT_ESME_RALYBND, STAT_ESME_RSYSERR)
                .forEach(status -> classes.put(status, ErrorClass.TEMPORARY));
        List.of(
                        STAT_ESME_RINVMSGLEN,
                        STAT_ESME_RINVCMDLEN,
                        STAT_ESME_RINVCMDID,
                        STAT_ESME_RINVPRTFLG,
                        STAT_ESME_RINVREGDLVFLG,
                        STAT_ESME_RINVSRCADR,
                        STAT_ESME_RINVSERTYP,
                        STAT_ESME_RINVESMCLASS,
                        STAT_ESME_RINVSRCTON,
                        STAT_ESME_RINVSRCNPI,
                        STAT_ESME_RX_P_APPN,
                        STAT_ESME_RX_R_APPN)
                .forEach(status -> classes.put(status, ErrorClass.PERMANENT));
        return Map.copyOf(classes);
    }

    /** The class of a status. A refused message did not leave, so an unknown status may be tried again. */
    private static ErrorClass classOf(SmppDefinition definition, int status) {
        ErrorClass standard = DEFAULTS.getOrDefault(status, ErrorClass.TEMPORARY);
        return definition.errors().getOrDefault(status, standard);
    }

    /** The outcome for a refused message. */
    static DeliveryOutcome outcome(SmppDefinition definition, int status) {
        ErrorClass errorClass = classOf(definition, status);
        String reason = reason(errorClass, status);
        return switch (errorClass) {
            case BAD_NUMBER, OPTED_OUT, BOUNCED, COMPLAINED ->
                new DeliveryOutcome.Rejected(reason, errorClass.lasting());
            case PERMANENT -> new DeliveryOutcome.Declined(reason);
            case THROTTLED -> DeliveryOutcome.Deferred.busy(reason, Optional.of(definition.pause()));
            case MESSAGE_THROTTLED -> DeliveryOutcome.Deferred.ofMessage(reason, Optional.of(definition.pause()));
            case AUTHENTICATION, TEMPORARY -> new DeliveryOutcome.Deferred(reason, Optional.empty());
        };
    }

    /** The reason for a refused bind. Unless the carrier is merely busy, it does not accept us. */
    static String refusedBind(SmppDefinition definition, int status) {
        ErrorClass errorClass = classOf(definition, status);
        return switch (errorClass) {
            case THROTTLED, MESSAGE_THROTTLED, TEMPORARY -> reason(errorClass, status);
            case BAD_NUMBER, OPTED_OUT, BOUNCED, COMPLAINED, PERMANENT, AUTHENTICATION ->
                reason(ErrorClass.AUTHENTICATION, status);
        };
    }

    private static String reason(ErrorClass errorClass, int status) {
        return String.format(Locale.ROOT, "%s (0x%02X)", errorClass.wireName(), status);
    }
}
