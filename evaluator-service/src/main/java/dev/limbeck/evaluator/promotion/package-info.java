/** Promoted students as artifacts in the store, and the link to the champion: moved as ordered. */
@NullMarked
package dev.limbeck.evaluator.promotion;

import org.jspecify.annotations.NullMarked;
