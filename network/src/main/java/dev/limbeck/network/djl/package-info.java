/** The only code that loads a network with DJL. */
@NullMarked
package dev.limbeck.network.djl;

import org.jspecify.annotations.NullMarked;
