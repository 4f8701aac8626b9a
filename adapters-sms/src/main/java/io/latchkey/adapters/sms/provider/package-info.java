/** What a provider is: its definition, how it is opened, and what routes hand to it. A class written in Java plugs in here. */
@NullMarked
package io.latchkey.adapters.sms.provider;

import org.jspecify.annotations.NullMarked;
