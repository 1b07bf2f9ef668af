/** What the watch makes of drawn digits whose style changes. */
@NullMarked
package dev.limbeck.local.drift;

import org.jspecify.annotations.NullMarked;
