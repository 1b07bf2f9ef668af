/** The topics as they have to be before anybody reads or writes them. */
@NullMarked
package dev.limbeck.kafka.topic;

import org.jspecify.annotations.NullMarked;
