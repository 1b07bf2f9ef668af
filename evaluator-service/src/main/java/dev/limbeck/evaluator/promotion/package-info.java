/** Which of two scores wins. */
@NullMarked
package dev.limbeck.evaluator.promotion;

import org.jspecify.annotations.NullMarked;
