/** How every stage reaches Kafka, and how far behind it is. */
@NullMarked
package dev.limbeck.kafka;

import org.jspecify.annotations.NullMarked;
