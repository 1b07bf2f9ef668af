/** The whole loop on this machine, as a user starts it. */
@NullMarked
package dev.limbeck.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
