/** One checkpoint from announcement to report: the core, which sees neither Kafka nor DJL nor Quarkus. */
@NullMarked
package dev.limbeck.evaluator.evaluation;

import org.jspecify.annotations.NullMarked;
