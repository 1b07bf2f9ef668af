/** The orders that the orchestrator carries out itself: a generation's topics. */
@NullMarked
package dev.limbeck.orchestrator.provisioning;

import org.jspecify.annotations.NullMarked;
