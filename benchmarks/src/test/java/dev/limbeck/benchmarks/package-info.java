@NullMarked
package dev.limbeck.benchmarks;

import org.jspecify.annotations.NullMarked;
