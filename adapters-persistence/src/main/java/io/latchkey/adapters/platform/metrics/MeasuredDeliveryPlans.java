package io.latchkey.adapters.platform.metrics;

import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.UseReport;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import java.util.Map;
import java.util.Optional;

/** Measures the calls to providers. A message that no provider was asked for is not measured. */
record MeasuredDeliveryPlans(DeliveryPlans plans, Measure measure) implements DeliveryPlans {
    /** Is told of each call to a provider, when it has ended. */
    @FunctionalInterface
    interface Measure {
        void took(Handover handover, String provider, long nanos);
    }

    @Override
    public Plan current() {
        return new MeasuredPlan(plans.current(), measure);
    }

    private record MeasuredPlan(Plan plan, Measure measure) implements Plan {
        @Override
        public RoutingTable routes() {
            return plan.routes();
        }

        @Override
        public Handover handOver(OutboundMessage message, String provider, SenderProfile profile, String country) {
            long start = System.nanoTime();
            Handover handover = plan.handOver(message, provider, profile, country);
            if (handover.wasAsked()) {
                measure.took(handover, provider, System.nanoTime() - start);
            }
            return handover;
        }

        @Override
        public Optional<ReceiptReader> receiptsFrom(String provider) {
            return plan.receiptsFrom(provider);
        }

        @Override
        public Map<String, Enquiry> enquiries() {
            return plan.enquiries();
        }

        @Override
        public Map<String, CodeOwner> codeOwners() {
            return plan.codeOwners();
        }

        @Override
        public Map<String, UseReport> useReports() {
            return plan.useReports();
        }
    }
}
