/** What is asked of a run: whether that makes sense now, and how it is passed on. */
@NullMarked
package dev.limbeck.orchestrator.api.command;

import org.jspecify.annotations.NullMarked;
