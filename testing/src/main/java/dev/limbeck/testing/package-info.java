/** What the tests of all modules share. */
@NullMarked
package dev.limbeck.testing;

import org.jspecify.annotations.NullMarked;
