/** Which records are held out from training. */
@NullMarked
package dev.limbeck.contract.split;

import org.jspecify.annotations.NullMarked;
