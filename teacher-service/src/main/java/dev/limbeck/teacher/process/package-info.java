/** The teacher service as a process: how it starts, what it does in order, how it ends. */
@NullMarked
package dev.limbeck.teacher.process;

import org.jspecify.annotations.NullMarked;
