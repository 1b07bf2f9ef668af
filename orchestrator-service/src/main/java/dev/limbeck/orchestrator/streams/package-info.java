/**
 * The lifecycle on Kafka Streams: what comes in, where states are kept, what goes out, all in one transaction. Names of
 * stores, processors and the application are for good: states are found by them.
 */
@NullMarked
package dev.limbeck.orchestrator.streams;

import org.jspecify.annotations.NullMarked;
