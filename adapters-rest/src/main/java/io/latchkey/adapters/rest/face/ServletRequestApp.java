package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.CurrentServletRequest;
import io.latchkey.adapters.rest.client.RequestApp;
import io.latchkey.application.shared.ClientOrigin;
import jakarta.inject.Inject;

/** Tells the app by the face that {@link FaceRouter} led the servlet request to. */
@Endpoint
public final class ServletRequestApp implements RequestApp {
    private final CurrentServletRequest request;

    @Inject
    public ServletRequestApp(CurrentServletRequest request) {
        this.request = request;
    }

    @Override
    public String get() {
        return request.get().getAttribute(FaceRouter.FACE) instanceof Face face ? face.name() : ClientOrigin.NATIVE;
    }
}
