package canary.adapters.platform;

import canary.adapters.sms.Sender;

/** Platform code that leans on another adapter. */
public record SendsItself(Sender sender) {}
