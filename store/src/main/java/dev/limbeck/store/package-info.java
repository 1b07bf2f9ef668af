/** Where artifacts and checkpoints are kept: files that appear whole, under one root, known by their digests. */
@NullMarked
package dev.limbeck.store;

import org.jspecify.annotations.NullMarked;
