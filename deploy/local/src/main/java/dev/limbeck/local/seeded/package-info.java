/** Chance that a seed decides, the same on every machine. */
@NullMarked
package dev.limbeck.local.seeded;

import org.jspecify.annotations.NullMarked;
