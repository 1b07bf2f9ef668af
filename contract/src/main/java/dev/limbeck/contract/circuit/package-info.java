/** When a stage stops of its own accord, because what it reads is mostly unusable. */
@NullMarked
package dev.limbeck.contract.circuit;

import org.jspecify.annotations.NullMarked;
