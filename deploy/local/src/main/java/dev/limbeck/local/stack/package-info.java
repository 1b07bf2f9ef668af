/** Broker and services as one thing on one machine: started, described and stopped together. */
@NullMarked
package dev.limbeck.local.stack;

import org.jspecify.annotations.NullMarked;
