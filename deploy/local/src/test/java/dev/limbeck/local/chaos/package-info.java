/** What kill -9 and kill -STOP do to the loop: nothing that stays. */
@NullMarked
package dev.limbeck.local.chaos;

import org.jspecify.annotations.NullMarked;
