/** Which arithmetic this machine is trusted with: tested in a process of its own before PyTorch is loaded here. */
@NullMarked
package dev.limbeck.network.engine;

import org.jspecify.annotations.NullMarked;
