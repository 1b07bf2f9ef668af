/** A single-node Kafka broker inside this JVM: for the launcher on one machine, and for integration tests. */
@NullMarked
package dev.limbeck.broker;

import org.jspecify.annotations.NullMarked;
