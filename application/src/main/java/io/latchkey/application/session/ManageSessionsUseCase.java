package io.latchkey.application.session;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import java.util.List;

/** Use case: see where one is signed in, and sign out there (OWASP ASVS 5.0, 7.4.1, 7.5.2). */
public interface ManageSessionsUseCase {
    /** Sessions alive, newest first. */
    List<Session> list(Caller caller);

    /** Ends one session of the caller; answers whether it was alive. */
    boolean end(Caller caller, SessionId id);

    /** Ends all sessions of the caller, this one too. */
    void endAll(Caller caller);
}
