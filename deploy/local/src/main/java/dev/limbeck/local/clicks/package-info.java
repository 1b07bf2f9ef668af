/** A shop that nobody has: who sees what, and what is clicked. */
@NullMarked
package dev.limbeck.local.clicks;

import org.jspecify.annotations.NullMarked;
