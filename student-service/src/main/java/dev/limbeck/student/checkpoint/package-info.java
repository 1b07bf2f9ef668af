/** When a checkpoint is due, how it is written, and from which one to go on. */
@NullMarked
package dev.limbeck.student.checkpoint;

import org.jspecify.annotations.NullMarked;
