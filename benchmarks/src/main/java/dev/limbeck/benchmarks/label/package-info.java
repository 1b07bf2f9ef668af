/** A teacher between two topics beside the same inference on what is in memory. */
@NullMarked
package dev.limbeck.benchmarks.label;

import org.jspecify.annotations.NullMarked;
