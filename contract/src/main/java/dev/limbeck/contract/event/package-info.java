/** What the services announce to each other, as JSON. */
@NullMarked
package dev.limbeck.contract.event;

import org.jspecify.annotations.NullMarked;
