/** Production records in, soft targets out: what to label at once, and what becomes of each record. */
@NullMarked
package dev.limbeck.teacher.labelling;

import org.jspecify.annotations.NullMarked;
