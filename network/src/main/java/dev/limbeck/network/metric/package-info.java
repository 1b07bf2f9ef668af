/** How well outputs do, against hard labels and against the teacher. No state, no framework. */
@NullMarked
package dev.limbeck.network.metric;

import org.jspecify.annotations.NullMarked;
