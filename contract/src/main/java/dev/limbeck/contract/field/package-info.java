/** What the fields of a declaration may say. */
@NullMarked
package dev.limbeck.contract.field;

import org.jspecify.annotations.NullMarked;
