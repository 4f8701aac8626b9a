package io.latchkey.domain.shared;

/** What a numbering plan says of a phone number. */
public enum PhoneNumberType {
    /** Also a number that may be mobile or of a fixed line, where the plan does not tell them apart. */
    MOBILE,
    FIXED_LINE,
    TOLL_FREE,
    VOIP,
    /** A number that follows its owner, such as +44 70 or +1 500. */
    PERSONAL,
    /** Calls and messages cost more than usual, and part of it is paid to whoever has the number. */
    PREMIUM_RATE,
    SHARED_COST,
    /** A number of a company that is routed to one of its places. */
    UNIVERSAL_ACCESS,
    PAGER,
    VOICEMAIL,
    /** Satellite and global networks: +870, +881, +882 and +883. */
    SATELLITE,
    UNKNOWN
}
