/** Dead letters as a person looks at them. */
@NullMarked
package dev.limbeck.local.deadletter;

import org.jspecify.annotations.NullMarked;
