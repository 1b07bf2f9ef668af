/** What the pipeline costs beyond the arithmetic. */
@NullMarked
package dev.limbeck.benchmarks;

import org.jspecify.annotations.NullMarked;
