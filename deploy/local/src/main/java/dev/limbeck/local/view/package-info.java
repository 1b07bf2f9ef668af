/** Runs and what belongs to them as a person reads them: tables and descriptions. */
@NullMarked
package dev.limbeck.local.view;

import org.jspecify.annotations.NullMarked;
