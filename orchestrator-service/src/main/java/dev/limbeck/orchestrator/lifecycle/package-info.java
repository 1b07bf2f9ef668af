/**
 * How a run moves: a pure function of its state, an input and the time. {@link
 * dev.limbeck.orchestrator.lifecycle.RunLifecycle} is the door; behind it every class is one idea.
 */
@NullMarked
package dev.limbeck.orchestrator.lifecycle;

import org.jspecify.annotations.NullMarked;
