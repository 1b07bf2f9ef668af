/** Which order is carried out next, and whether it still counts. */
@NullMarked
package dev.limbeck.evaluator.order;

import org.jspecify.annotations.NullMarked;
