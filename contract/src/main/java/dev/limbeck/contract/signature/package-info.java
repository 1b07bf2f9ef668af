/** What a run declares of its records, and a network of what it takes and gives. */
@NullMarked
package dev.limbeck.contract.signature;

import org.jspecify.annotations.NullMarked;
