package io.latchkey.application.session;

import io.latchkey.domain.session.Session;
import java.util.List;

/** Use case: list the sessions that the caller is signed in with (OWASP ASVS 5.0, 7.5.2). */
public interface ListSessionsUseCase {
    /** The caller's live sessions, newest first. */
    List<Session> list(Caller caller);
}
