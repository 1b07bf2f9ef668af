/** What the evaluator shows of itself: health, metrics, status. */
@NullMarked
package dev.limbeck.evaluator.status;

import org.jspecify.annotations.NullMarked;
