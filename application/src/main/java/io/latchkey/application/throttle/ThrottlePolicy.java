package io.latchkey.application.throttle;

import io.latchkey.domain.throttle.ThrottleLimit;

/**
 * All limits except those of a code's own policy.
 *
 * @param codePerAddress codes requested by one client address
 * @param codePerDestination messages to one destination, whatever their purpose
 * @param codePerAccount codes sent on behalf of one account
 * @param codePerSite codes sent by the whole site
 * @param registerPerAddress registrations by one client address
 * @param signInPerAddress sign-in tries by one client address
 * @param availabilityPerAddress availability checks by one client address
 * @param writePerAccount password checks, changes of username and uploads by one account
 */
public record ThrottlePolicy(
        ThrottleLimit codePerAddress,
        ThrottleLimit codePerDestination,
        ThrottleLimit codePerAccount,
        ThrottleLimit codePerSite,
        ThrottleLimit registerPerAddress,
        ThrottleLimit signInPerAddress,
        ThrottleLimit availabilityPerAddress,
        ThrottleLimit writePerAccount) {}
