package io.latchkey.adapters.rest.concealment;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Lets the answers of each method with {@link ConcealsAccounts} leave at whole multiples of an interval since the request came. What a
 * call about somebody does besides, a row that it reads or a message that it hands over, then shows in no answer, unless the
 * work ends that close to such a moment (B. Köpf, M. Dürmuth: A Provably Secure and Efficient Countermeasure against Timing Attacks,
 * IEEE CSF 2009).
 */
@Provider
@Endpoint
public final class AnswerTimeFeature implements DynamicFeature {
    /** Before every other filter of the request, and after every other filter of the answer, even the one that measures it. */
    private static final int OUTERMOST = -1;

    @Inject
    private AnswerIntervals intervals;

    @Inject
    private AnswerClock clock;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        ConcealsAccounts rule = resource.getResourceMethod().getAnnotation(ConcealsAccounts.class);
        if (rule == null) {
            return;
        }
        Duration interval = intervals.of(rule);
        if (!interval.isZero()) {
            context.register(new AnswerTime(clock, interval.toNanos(), rule.successIsOwners()), OUTERMOST);
        }
    }

    /** Holds the answers of one method. */
    private record AnswerTime(AnswerClock clock, long interval, boolean isSuccessFree)
            implements ContainerRequestFilter, ContainerResponseFilter {
        private static final String CAME = "io.latchkey.request.came";

        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(CAME, clock.nanos());
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            boolean isFree = isSuccessFree && response.getStatus() < 400;
            if (!isFree && request.getProperty(CAME) instanceof Long came) {
                long begun = (clock.nanos() - came) / interval;
                clock.waitUntil(came + (begun + 1) * interval);
            }
        }
    }
}
