/** How a teacher replica's work goes, for whoever asks. */
@NullMarked
package dev.limbeck.teacher;

import org.jspecify.annotations.NullMarked;
