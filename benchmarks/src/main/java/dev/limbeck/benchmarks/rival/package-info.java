/** What a user would write instead, in Python with PyTorch. */
@NullMarked
package dev.limbeck.benchmarks.rival;

import org.jspecify.annotations.NullMarked;
