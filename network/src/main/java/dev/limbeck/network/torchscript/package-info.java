/** TorchScript archives as files: reading, writing and wrapping them without PyTorch. */
@NullMarked
package dev.limbeck.network.torchscript;

import org.jspecify.annotations.NullMarked;
