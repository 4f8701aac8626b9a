package io.latchkey.application.otp;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;

public record RequestOtpCommand(OtpPurpose purpose, Contact contact, Requester requester) {}
