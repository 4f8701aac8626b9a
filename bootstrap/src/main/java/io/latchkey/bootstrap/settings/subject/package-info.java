/** The keys of each subject, with the policy that is made from them. */
@NullMarked
package io.latchkey.bootstrap.settings.subject;

import org.jspecify.annotations.NullMarked;
