/** The student's loop: batches in, steps, checkpoints out. Knows neither Kafka nor Quarkus. */
@NullMarked
package dev.limbeck.student.training;

import org.jspecify.annotations.NullMarked;
