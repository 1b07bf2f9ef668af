/** A distillation run as its owner declares it, and how a declaration is refused. */
@NullMarked
package dev.limbeck.contract.run;

import org.jspecify.annotations.NullMarked;
