package io.latchkey.application.admin;

import io.latchkey.domain.admin.AuditEntry;
import java.util.Optional;

/**
 * An audit entry with the accounts behind its pseudonyms.
 *
 * @param person empty where none is meant, or the person was erased
 * @param actor empty where nobody administers, or the account was erased
 */
public record AuditView(AuditEntry entry, Optional<String> person, Optional<String> actor) {}
