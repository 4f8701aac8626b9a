package io.latchkey.adapters.rest.concealment;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.metrics.RequestClock;
import io.latchkey.adapters.rest.metrics.RequestTimer;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets the answers of each method with {@link ConcealsAccounts} leave at whole multiples of an interval since its route was found. What a
 * call about somebody does besides, a row that it reads or a message that it hands over, then shows in no answer, unless the
 * work ends that close to such a moment (B. Köpf, M. Dürmuth: A Provably Secure and Efficient Countermeasure against Timing Attacks,
 * IEEE CSF 2009).
 */
@Provider
@Endpoint
public final class AnswerTimeFeature implements DynamicFeature {
    /** After every other filter of the answer, even the one that measures it. */
    private static final int LAST = RequestTimer.FIRST - 1;

    @Inject
    private AnswerIntervals intervals;

    @Inject
    private RequestClock clock;

    @Inject
    private AnswerPause pause;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        ConcealsAccounts rule = resource.getResourceMethod().getAnnotation(ConcealsAccounts.class);
        if (rule == null) {
            return;
        }
        AnswerInterval interval = intervals.of(rule);
        if (interval.holds()) {
            context.register(new AnswerTime(clock, pause, interval, rule.successIsOwners()), LAST);
        }
    }

    /** Holds the answers of one method. */
    private record AnswerTime(RequestClock clock, AnswerPause pause, AnswerInterval interval, boolean isSuccessFree)
            implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            boolean isFree = isSuccessFree && response.getStatus() < 400;
            if (!isFree && request.getProperty(RequestTimer.START) instanceof Long start) {
                pause.pause(interval.left(clock.nanos() - start));
            }
        }
    }
}
