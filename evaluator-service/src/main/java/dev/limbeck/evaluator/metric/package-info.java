/** How two networks compare, what a network takes, and what becomes of parts of a set. No state, no framework. */
@NullMarked
package dev.limbeck.evaluator.metric;

import org.jspecify.annotations.NullMarked;
