/** What would come of a declaration. */
@NullMarked
package dev.limbeck.orchestrator.api.plan;

import org.jspecify.annotations.NullMarked;
