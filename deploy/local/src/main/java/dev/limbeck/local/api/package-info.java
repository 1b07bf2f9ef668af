/** The orchestrator as its REST API shows it. */
@NullMarked
package dev.limbeck.local.api;

import org.jspecify.annotations.NullMarked;
