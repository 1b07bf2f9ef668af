/**
 * Child JVMs of the launcher: starting them, waiting until they are ready, keeping their log lines, and leaving none
 * behind. Knows nothing of Kafka or of what the services do.
 */
@NullMarked
package dev.limbeck.local.process;

import org.jspecify.annotations.NullMarked;
