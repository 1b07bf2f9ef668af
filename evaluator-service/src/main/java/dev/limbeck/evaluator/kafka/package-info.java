/** Topics in, topics out. */
@NullMarked
package dev.limbeck.evaluator.kafka;

import org.jspecify.annotations.NullMarked;
