/** Dispatch on the kinds of sealed types. */
@NullMarked
package dev.limbeck.contract.kind;

import org.jspecify.annotations.NullMarked;
