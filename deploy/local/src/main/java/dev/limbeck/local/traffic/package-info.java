/** Production records for those who have no production: generated or read from disk, at a steady rate. */
@NullMarked
package dev.limbeck.local.traffic;

import org.jspecify.annotations.NullMarked;
