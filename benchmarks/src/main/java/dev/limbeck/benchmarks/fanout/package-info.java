/** Many students off one stream beside as many teachers with a student each. */
@NullMarked
package dev.limbeck.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
