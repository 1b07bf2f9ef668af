/** What a person watches while something runs: rows that change in place, and lines that stay. */
@NullMarked
package dev.limbeck.local.terminal;

import org.jspecify.annotations.NullMarked;
