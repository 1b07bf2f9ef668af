/** Runs on the whole stack, with networks so small that everything but the networks is tried. */
@NullMarked
package dev.limbeck.local.runs;

import org.jspecify.annotations.NullMarked;
