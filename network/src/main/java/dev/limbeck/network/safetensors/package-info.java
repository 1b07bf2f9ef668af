/** Tensors in files, in the safetensors format. */
@NullMarked
package dev.limbeck.network.safetensors;

import org.jspecify.annotations.NullMarked;
