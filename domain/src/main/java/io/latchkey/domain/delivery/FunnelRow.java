package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/**
 * What became of messages of one kind.
 *
 * @param country ISO 3166 code; empty text for e-mail and for numbers of no one country
 * @param template name and language of the text
 * @param requested messages handed to the provider, once for each message however often it was tried
 * @param accepted those the provider took
 * @param delivered those a receipt says arrived
 * @param failed those that were never taken, and those a receipt says did not arrive
 * @param verified accepted ones whose code was given back; of several that carried one code, the last before that counts
 * @param cost what the accepted ones cost; empty where no price is known
 */
public record FunnelRow(
        String provider,
        String country,
        Channel channel,
        String template,
        long requested,
        long accepted,
        long delivered,
        long failed,
        long verified,
        Optional<Cost> cost) {}
