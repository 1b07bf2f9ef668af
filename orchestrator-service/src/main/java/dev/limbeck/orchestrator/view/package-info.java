/**
 * What can be seen of all runs: how they stand, what happened to them, and how work on them goes. Nothing here decides.
 */
@NullMarked
package dev.limbeck.orchestrator.view;

import org.jspecify.annotations.NullMarked;
