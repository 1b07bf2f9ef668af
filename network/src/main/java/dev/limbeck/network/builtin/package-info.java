/** Networks that come with Limbeck, written as TorchScript archives like any that is brought. */
@NullMarked
package dev.limbeck.network.builtin;

import org.jspecify.annotations.NullMarked;
