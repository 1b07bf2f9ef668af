/** Moves runs through their lifecycle, decides on candidates, and shows it all. */
@NullMarked
package dev.limbeck.orchestrator;

import org.jspecify.annotations.NullMarked;
