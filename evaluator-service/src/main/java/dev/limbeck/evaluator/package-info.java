/** Scores checkpoints on held-out examples and keeps the champion. */
@NullMarked
package dev.limbeck.evaluator;

import org.jspecify.annotations.NullMarked;
