/** Puts the orchestrator together, brings it up, and takes it down in order. */
@NullMarked
package dev.limbeck.orchestrator.process;

import org.jspecify.annotations.NullMarked;
