/** Labelled examples in memory, and their files on disk. */
@NullMarked
package dev.limbeck.dataset;

import org.jspecify.annotations.NullMarked;
