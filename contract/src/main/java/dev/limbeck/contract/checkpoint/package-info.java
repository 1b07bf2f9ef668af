/** What a checkpoint says of its student, and what a student's step log says: all of it but the tensors. */
@NullMarked
package dev.limbeck.contract.checkpoint;

import org.jspecify.annotations.NullMarked;
