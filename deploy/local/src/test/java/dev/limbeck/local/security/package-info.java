/** What somebody who means harm, or a setting that nobody hears, would do to the stack. */
@NullMarked
package dev.limbeck.local.security;

import org.jspecify.annotations.NullMarked;
