/** What was trained on in which order: written before it has an effect, read back to repeat it. */
@NullMarked
package dev.limbeck.student.steplog;

import org.jspecify.annotations.NullMarked;
