/** Unusable records, kept as they came, with the reason. */
@NullMarked
package dev.limbeck.kafka.deadletter;

import org.jspecify.annotations.NullMarked;
