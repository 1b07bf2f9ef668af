/** Where a benchmark runs: cores, versions, and the processes beside it. */
@NullMarked
package dev.limbeck.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
