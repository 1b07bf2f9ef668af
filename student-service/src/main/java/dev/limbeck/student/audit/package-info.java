/** Derives a checkpoint again, from what is durable, to see whether it is what it says. */
@NullMarked
package dev.limbeck.student.audit;

import org.jspecify.annotations.NullMarked;
