/** Networks through DJL. */
@NullMarked
package dev.limbeck.evaluator.djl;

import org.jspecify.annotations.NullMarked;
