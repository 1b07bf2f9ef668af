/** Notices that the lifecycle of runs does not move, so that nobody is told that something will be done when it will not. */
@NullMarked
package dev.limbeck.orchestrator.standstill;

import org.jspecify.annotations.NullMarked;
