/** The messages as bytes: bounded, versioned, and never trusting a declared length. */
@NullMarked
package dev.limbeck.contract.codec;

import org.jspecify.annotations.NullMarked;
