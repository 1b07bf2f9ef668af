/** What it costs a student to save itself. */
@NullMarked
package dev.limbeck.benchmarks.checkpoint;

import org.jspecify.annotations.NullMarked;
