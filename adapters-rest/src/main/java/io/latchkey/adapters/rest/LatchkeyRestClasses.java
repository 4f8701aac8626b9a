package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.admin.AdminBootstrapResource;
import io.latchkey.adapters.rest.admin.AdminUserResource;
import io.latchkey.adapters.rest.admin.ApplicationResource;
import io.latchkey.adapters.rest.admin.AuditResource;
import io.latchkey.adapters.rest.admin.ListingResource;
import io.latchkey.adapters.rest.admin.OperationResource;
import io.latchkey.adapters.rest.admin.SuppressionResource;
import io.latchkey.adapters.rest.auth.AdmissionFeature;
import io.latchkey.adapters.rest.client.DeviceCookieFilter;
import io.latchkey.adapters.rest.clock.ClockResource;
import io.latchkey.adapters.rest.concealment.AnswerTimeFeature;
import io.latchkey.adapters.rest.console.ConsoleResource;
import io.latchkey.adapters.rest.decision.DecisionFilter;
import io.latchkey.adapters.rest.delivery.FunnelResource;
import io.latchkey.adapters.rest.delivery.ReceiptResource;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceAnswerFilter;
import io.latchkey.adapters.rest.face.FaceInputReader;
import io.latchkey.adapters.rest.face.FaceRouter;
import io.latchkey.adapters.rest.face.bioentrust.BioentrustFace;
import io.latchkey.adapters.rest.face.dhiwise.DhiwiseFace;
import io.latchkey.adapters.rest.face.drfuser.DrfUserFace;
import io.latchkey.adapters.rest.face.essdee.EssdeeFace;
import io.latchkey.adapters.rest.face.sunbird.SunbirdFace;
import io.latchkey.adapters.rest.health.HealthResource;
import io.latchkey.adapters.rest.inbox.InboxResource;
import io.latchkey.adapters.rest.json.AcceptFilter;
import io.latchkey.adapters.rest.json.BodyBoundsFilter;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.adapters.rest.json.ResponseBodyWriter;
import io.latchkey.adapters.rest.json.UnreadableRequestFilter;
import io.latchkey.adapters.rest.keys.DiscoveryResource;
import io.latchkey.adapters.rest.keys.KeysResource;
import io.latchkey.adapters.rest.metrics.RequestTimer;
import io.latchkey.adapters.rest.otp.OtpResource;
import io.latchkey.adapters.rest.pages.PagesResource;
import io.latchkey.adapters.rest.pages.ProblemPagesResource;
import io.latchkey.adapters.rest.password.PasswordResource;
import io.latchkey.adapters.rest.problem.AnswerFilter;
import io.latchkey.adapters.rest.problem.BusyMapper;
import io.latchkey.adapters.rest.problem.ConcurrentChangeMapper;
import io.latchkey.adapters.rest.problem.InvalidRequestMapper;
import io.latchkey.adapters.rest.problem.InvalidValueMapper;
import io.latchkey.adapters.rest.problem.StoreUnavailableMapper;
import io.latchkey.adapters.rest.problem.UnexpectedFailureMapper;
import io.latchkey.adapters.rest.problem.WebApplicationMapper;
import io.latchkey.adapters.rest.session.BrowserSessionResource;
import io.latchkey.adapters.rest.session.SessionResource;
import io.latchkey.adapters.rest.token.TokenResource;
import io.latchkey.adapters.rest.user.ApiCredentialResource;
import io.latchkey.adapters.rest.user.OwnAccountResource;
import io.latchkey.adapters.rest.user.ProfileImageResource;
import io.latchkey.adapters.rest.user.UserResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists the classes that a JAX-RS application registers to serve the native API, the faces and the pages for people.
 * The application must also provide what these classes inject: the use cases, a
 * {@link io.latchkey.application.shared.ContactParser}, a {@link io.latchkey.adapters.rest.client.ClientOriginResolver}
 * and the settings. The settings are {@link io.latchkey.adapters.rest.api.RestSettings},
 * {@link io.latchkey.adapters.rest.face.FaceSettings}, {@link io.latchkey.adapters.rest.delivery.OperatorAccess},
 * {@link io.latchkey.adapters.rest.token.ResourceServers} and the settings of single faces.
 */
public final class LatchkeyRestClasses {
    private static final Set<Class<?>> NATIVE = Set.of(
            UserResource.class,
            OwnAccountResource.class,
            ProfileImageResource.class,
            ApiCredentialResource.class,
            OtpResource.class,
            SessionResource.class,
            BrowserSessionResource.class,
            PasswordResource.class,
            ReceiptResource.class,
            FunnelResource.class,
            TokenResource.class,
            AdminBootstrapResource.class,
            AdminUserResource.class,
            AuditResource.class,
            ApplicationResource.class,
            ListingResource.class,
            OperationResource.class,
            SuppressionResource.class,
            AdmissionFeature.class,
            AdmissionCheck.class,
            AcceptFilter.class,
            BodyBoundsFilter.class,
            UnreadableRequestFilter.class,
            RequestBodyReader.class,
            ResponseBodyWriter.class,
            AnswerFilter.class,
            DecisionFilter.class,
            DeviceCookieFilter.class,
            InvalidRequestMapper.class,
            InvalidValueMapper.class,
            BusyMapper.class,
            StoreUnavailableMapper.class,
            ConcurrentChangeMapper.class,
            WebApplicationMapper.class,
            UnexpectedFailureMapper.class,
            FaceRouter.class,
            FaceInputReader.class,
            FaceAnswerFilter.class,
            RequestTimer.class,
            AnswerTimeFeature.class);

    private static final Set<Class<?>> SITE = Set.of(
            PagesResource.class,
            ProblemPagesResource.class,
            ConsoleResource.class,
            InboxResource.class,
            ClockResource.class,
            KeysResource.class,
            DiscoveryResource.class,
            HealthResource.class);

    private LatchkeyRestClasses() {}

    /** Returns all resources and providers. */
    public static Set<Class<?>> all() {
        return union(api(), SITE);
    }

    /**
     * Returns the resources and providers of the native API and the faces. The pages for people, the published
     * keys and what watchers read are left out.
     */
    public static Set<Class<?>> api() {
        return faces().stream().map(Face::resources).reduce(NATIVE, LatchkeyRestClasses::union);
    }

    private static Set<Class<?>> union(Set<Class<?>> some, Set<Class<?>> others) {
        Set<Class<?>> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Returns all faces. */
    public static List<Face> faces() {
        return List.of(new EssdeeFace(), new SunbirdFace(), new BioentrustFace(), new DhiwiseFace(), new DrfUserFace());
    }
}
