@NullMarked
package dev.limbeck.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
