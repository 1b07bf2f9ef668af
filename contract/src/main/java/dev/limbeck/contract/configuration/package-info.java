/** By which a declaration is known, so that what was made of it is found again. */
@NullMarked
package dev.limbeck.contract.configuration;

import org.jspecify.annotations.NullMarked;
