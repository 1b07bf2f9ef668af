/** Networks as Limbeck sees them: something that turns inputs into logits, and something that learns by steps. */
@NullMarked
package dev.limbeck.network;

import org.jspecify.annotations.NullMarked;
