/** The console, opened in a browser. */
@NullMarked
package dev.limbeck.orchestrator.console;

import org.jspecify.annotations.NullMarked;
