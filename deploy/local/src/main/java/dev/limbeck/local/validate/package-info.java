/** A declaration looked at where it was written, without a server. */
@NullMarked
package dev.limbeck.local.validate;

import org.jspecify.annotations.NullMarked;
