/** The training step beside that of a script in Python. */
@NullMarked
package dev.limbeck.benchmarks.step;

import org.jspecify.annotations.NullMarked;
