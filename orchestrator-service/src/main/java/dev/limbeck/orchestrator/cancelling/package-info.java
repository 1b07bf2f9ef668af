/** What is left to tidy up after a run that was cancelled. */
@NullMarked
package dev.limbeck.orchestrator.cancelling;

import org.jspecify.annotations.NullMarked;
