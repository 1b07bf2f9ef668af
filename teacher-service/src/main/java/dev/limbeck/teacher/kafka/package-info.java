/** The teacher at its topics: labels in transactions, and what it publishes besides. */
@NullMarked
package dev.limbeck.teacher.kafka;

import org.jspecify.annotations.NullMarked;
