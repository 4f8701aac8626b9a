package canary.adapters.platform;

import canary.adapters.sms.Sender;

/** Breaks: platform code uses no other adapter. */
public record SendsItself(Sender sender) {}
