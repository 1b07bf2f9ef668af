/** How long something takes or waits, as against what time it is. */
@NullMarked
package dev.limbeck.contract.time;

import org.jspecify.annotations.NullMarked;
