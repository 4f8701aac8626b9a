/** E-mail by SMTP (RFC 5321). */
@NullMarked
package io.latchkey.adapters.sms.smtp;

import org.jspecify.annotations.NullMarked;
