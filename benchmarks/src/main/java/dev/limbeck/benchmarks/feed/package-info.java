/** What is in the topics before a measurement begins. */
@NullMarked
package dev.limbeck.benchmarks.feed;

import org.jspecify.annotations.NullMarked;
