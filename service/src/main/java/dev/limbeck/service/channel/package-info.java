/** The control plane: what is told on topics that all runs share goes through channels of SmallRye Reactive Messaging. */
@NullMarked
package dev.limbeck.service.channel;

import org.jspecify.annotations.NullMarked;
