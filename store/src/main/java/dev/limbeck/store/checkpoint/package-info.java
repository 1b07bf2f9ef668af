/** A student's checkpoints as folders: what is in one and how it is known to be whole. */
@NullMarked
package dev.limbeck.store.checkpoint;

import org.jspecify.annotations.NullMarked;
