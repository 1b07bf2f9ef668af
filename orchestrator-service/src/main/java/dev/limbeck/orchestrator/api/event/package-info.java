/** What is current and what changes, as server-sent events. */
@NullMarked
package dev.limbeck.orchestrator.api.event;

import org.jspecify.annotations.NullMarked;
