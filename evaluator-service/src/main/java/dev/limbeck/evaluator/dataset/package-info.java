/** The labelled data set on disk, as held-out examples. */
@NullMarked
package dev.limbeck.evaluator.dataset;

import org.jspecify.annotations.NullMarked;
