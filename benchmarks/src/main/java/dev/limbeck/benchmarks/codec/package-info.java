/** What a message costs to make and to read. */
@NullMarked
package dev.limbeck.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
