/** The checkpoint of a student: what is in it and how it is known to be whole. */
@NullMarked
package dev.limbeck.contract.checkpoint;

import org.jspecify.annotations.NullMarked;
