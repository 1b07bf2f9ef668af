/** Runs over HTTP, as {@code docs/api.md} has it. */
@NullMarked
package dev.limbeck.orchestrator.api;

import org.jspecify.annotations.NullMarked;
