/** What every stage that reads a topic of records does alike, whatever it makes of them. */
@NullMarked
package dev.limbeck.service.stage;

import org.jspecify.annotations.NullMarked;
