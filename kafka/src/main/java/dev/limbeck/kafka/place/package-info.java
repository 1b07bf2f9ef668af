/** The teacher's place on the source topic, kept on a topic of the run. */
@NullMarked
package dev.limbeck.kafka.place;

import org.jspecify.annotations.NullMarked;
