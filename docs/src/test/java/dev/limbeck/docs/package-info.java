/** Holds what the pages say to what the code does. */
@NullMarked
package dev.limbeck.docs;

import org.jspecify.annotations.NullMarked;
