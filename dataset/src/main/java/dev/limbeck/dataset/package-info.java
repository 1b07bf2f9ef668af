/** Labelled examples in memory, and their IDX files on disk. */
@NullMarked
package dev.limbeck.dataset;

import org.jspecify.annotations.NullMarked;
