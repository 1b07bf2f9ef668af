/** What a service answers when it is asked how its work goes. */
@NullMarked
package dev.limbeck.contract.status;

import org.jspecify.annotations.NullMarked;
