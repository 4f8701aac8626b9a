package io.latchkey.application.testkit;

import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.domain.admin.AuditEntry;
import java.util.Objects;

/** Seals that anybody can read: a hash is a hash code, and a signature is the statement in brackets. */
public final class PlainAuditSeals implements AuditSeals {
    @Override
    public String hash(String before, AuditEntry entry) {
        return Integer.toHexString(Objects.hash(
                before, entry.number(), entry.at(), entry.event(), entry.actor(), entry.person(), entry.details()));
    }

    @Override
    public String sign(String statement) {
        return "signed(" + statement + ")";
    }

    @Override
    public boolean isGenuine(String statement, String signature) {
        return sign(statement).equals(signature);
    }
}
