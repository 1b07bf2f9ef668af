/** Where a stage stands on a topic, and what may stand between it and the records it needs next. */
@NullMarked
package dev.limbeck.contract.place;

import org.jspecify.annotations.NullMarked;
