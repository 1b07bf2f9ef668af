/** The examples that networks are measured on and no student trains on. */
@NullMarked
package dev.limbeck.evaluator.heldout;

import org.jspecify.annotations.NullMarked;
