/** Whether every record of a run is accounted for, checked against the topics themselves. */
@NullMarked
package dev.limbeck.local.ledger;

import org.jspecify.annotations.NullMarked;
