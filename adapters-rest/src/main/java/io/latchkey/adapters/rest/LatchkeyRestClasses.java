package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.auth.RolesAllowedFeature;
import io.latchkey.adapters.rest.delivery.ReceiptResource;
import io.latchkey.adapters.rest.json.AcceptFilter;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.adapters.rest.json.ResponseBodyWriter;
import io.latchkey.adapters.rest.otp.OtpResource;
import io.latchkey.adapters.rest.password.PasswordResource;
import io.latchkey.adapters.rest.problem.AnswerFilter;
import io.latchkey.adapters.rest.problem.ConcurrentChangeMapper;
import io.latchkey.adapters.rest.problem.HasherBusyMapper;
import io.latchkey.adapters.rest.problem.InvalidRequestMapper;
import io.latchkey.adapters.rest.problem.InvalidValueMapper;
import io.latchkey.adapters.rest.problem.StoreUnavailableMapper;
import io.latchkey.adapters.rest.problem.UnexpectedFailureMapper;
import io.latchkey.adapters.rest.problem.WebApplicationMapper;
import io.latchkey.adapters.rest.session.SessionResource;
import io.latchkey.adapters.rest.user.ApiCredentialResource;
import io.latchkey.adapters.rest.user.OwnAccountResource;
import io.latchkey.adapters.rest.user.ProfileImageResource;
import io.latchkey.adapters.rest.user.UserResource;
import java.util.Set;

/**
 * Names what a JAX-RS application must register to serve the native API. The wiring has to offer, beside the use cases, a {@link
 * io.latchkey.adapters.rest.client.ClientOriginResolver} and {@link RestSettings}.
 */
public final class LatchkeyRestClasses {
    private LatchkeyRestClasses() {}

    /** Resources and providers. */
    public static Set<Class<?>> all() {
        return Set.of(
                UserResource.class,
                OwnAccountResource.class,
                ProfileImageResource.class,
                ApiCredentialResource.class,
                OtpResource.class,
                SessionResource.class,
                PasswordResource.class,
                ReceiptResource.class,
                RolesAllowedFeature.class,
                AcceptFilter.class,
                RequestBodyReader.class,
                ResponseBodyWriter.class,
                AnswerFilter.class,
                InvalidRequestMapper.class,
                InvalidValueMapper.class,
                HasherBusyMapper.class,
                StoreUnavailableMapper.class,
                ConcurrentChangeMapper.class,
                WebApplicationMapper.class,
                UnexpectedFailureMapper.class);
    }
}
