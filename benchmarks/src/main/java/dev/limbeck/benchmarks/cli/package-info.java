/** The command line. */
@NullMarked
package dev.limbeck.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
