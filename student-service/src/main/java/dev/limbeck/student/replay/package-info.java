/** Examples that a student sees again, against forgetting. */
@NullMarked
package dev.limbeck.student.replay;

import org.jspecify.annotations.NullMarked;
