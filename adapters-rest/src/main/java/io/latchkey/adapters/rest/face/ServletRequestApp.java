package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.RequestApp;
import io.latchkey.adapters.rest.client.ServletThread;
import io.latchkey.application.shared.ClientOrigin;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Tells the app by the face that {@link FaceRouter} led the servlet request to. */
@Endpoint
public final class ServletRequestApp implements RequestApp {
    private final HttpServletRequest request;

    @Inject
    public ServletRequestApp(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String get() {
        return ServletThread.current().orElse(request).getAttribute(FaceRouter.FACE) instanceof Face face
                ? face.name()
                : ClientOrigin.NATIVE;
    }
}
