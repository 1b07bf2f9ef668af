/** Who becomes champion: decided from a report alone, without clock, Kafka or network. */
@NullMarked
package dev.limbeck.orchestrator.gate;

import org.jspecify.annotations.NullMarked;
