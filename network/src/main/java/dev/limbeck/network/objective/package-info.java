/** What students minimise, in plain Java. */
@NullMarked
package dev.limbeck.network.objective;

import org.jspecify.annotations.NullMarked;
