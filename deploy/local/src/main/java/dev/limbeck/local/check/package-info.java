/** What is looked at before something runs, and what is found: by this process or by one that has an engine. */
@NullMarked
package dev.limbeck.local.check;

import org.jspecify.annotations.NullMarked;
