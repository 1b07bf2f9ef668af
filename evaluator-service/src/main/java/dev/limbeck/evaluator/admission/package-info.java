/** Whether a checkpoint that was announced may be used. */
@NullMarked
package dev.limbeck.evaluator.admission;

import org.jspecify.annotations.NullMarked;
