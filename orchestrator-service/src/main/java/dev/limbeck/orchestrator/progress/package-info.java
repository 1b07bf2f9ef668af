/** What the broker says of topics and of those who read them. */
@NullMarked
package dev.limbeck.orchestrator.progress;

import org.jspecify.annotations.NullMarked;
