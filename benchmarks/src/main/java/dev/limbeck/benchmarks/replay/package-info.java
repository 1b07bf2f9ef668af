/** A student fed from a topic beside the same steps on what is in memory. */
@NullMarked
package dev.limbeck.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
