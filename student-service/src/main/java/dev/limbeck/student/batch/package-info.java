/** From records to mini-batches: what becomes of each record, and when a batch is closed. */
@NullMarked
package dev.limbeck.student.batch;

import org.jspecify.annotations.NullMarked;
