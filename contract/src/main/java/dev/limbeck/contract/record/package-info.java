/** The messages of the record topics: what a production record and a distillation example are. */
@NullMarked
package dev.limbeck.contract.record;

import org.jspecify.annotations.NullMarked;
