/** The keys of each subject, beside the policy that is made of them. */
@NullMarked
package io.latchkey.bootstrap.settings.subject;

import org.jspecify.annotations.NullMarked;
