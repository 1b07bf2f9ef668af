/** How well logits do: against hard labels, against the teacher, against the clock. No state, no framework. */
@NullMarked
package dev.limbeck.evaluator.metric;

import org.jspecify.annotations.NullMarked;
