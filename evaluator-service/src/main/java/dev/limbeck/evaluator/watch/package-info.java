/** What the live stream of examples says of its inputs, its teacher and the champions: measured, never decided on. */
@NullMarked
package dev.limbeck.evaluator.watch;

import org.jspecify.annotations.NullMarked;
