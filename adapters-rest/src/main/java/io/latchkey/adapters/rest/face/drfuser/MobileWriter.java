package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.domain.shared.PhoneNumber;

/** Writes a mobile as clients of this face know it. */
@FunctionalInterface
public interface MobileWriter {
    /** Writes every mobile in E.164. */
    MobileWriter E164 = PhoneNumber::value;

    String write(PhoneNumber mobile);
}
