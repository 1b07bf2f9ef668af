/** Reading topics from their beginning, on and on, for as long as a process lives. */
@NullMarked
package dev.limbeck.kafka.reading;

import org.jspecify.annotations.NullMarked;
