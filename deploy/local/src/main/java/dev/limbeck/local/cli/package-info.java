/** The {@code limbeck} command. */
@NullMarked
package dev.limbeck.local.cli;

import org.jspecify.annotations.NullMarked;
