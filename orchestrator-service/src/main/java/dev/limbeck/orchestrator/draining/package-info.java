/** Looks at how far teachers and students have come, and says when a run has what it was to have. */
@NullMarked
package dev.limbeck.orchestrator.draining;

import org.jspecify.annotations.NullMarked;
