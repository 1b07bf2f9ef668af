/** The student's topics. */
@NullMarked
package dev.limbeck.student.kafka;

import org.jspecify.annotations.NullMarked;
