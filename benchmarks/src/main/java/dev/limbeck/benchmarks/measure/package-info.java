/** What was measured, and how it is put together from repetitions. Pure. */
@NullMarked
package dev.limbeck.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
