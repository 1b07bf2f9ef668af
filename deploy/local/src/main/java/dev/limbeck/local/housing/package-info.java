/** Prices of houses in California, from a file that others keep. */
@NullMarked
package dev.limbeck.local.housing;

import org.jspecify.annotations.NullMarked;
