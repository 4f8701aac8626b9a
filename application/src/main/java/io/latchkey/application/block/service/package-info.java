/** How blocks are put up and known on every node. */
@NullMarked
package io.latchkey.application.block.service;

import org.jspecify.annotations.NullMarked;
