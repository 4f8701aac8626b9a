package io.latchkey.application.session.service;

import io.latchkey.application.session.IntrospectTokenUseCase;
import io.latchkey.application.session.LiveToken;
import java.util.Optional;

/** Answers by the same check that guards the own routes. */
final class IntrospectTokenService implements IntrospectTokenUseCase {
    private final AccessTokenCheck check;

    IntrospectTokenService(AccessTokenCheck check) {
        this.check = check;
    }

    @Override
    public Optional<LiveToken> introspect(String token) {
        return check.find(token);
    }
}
