/** The engine against plain Java: run in a process of its own, by {@code dev.limbeck.network.engine}. */
@NullMarked
package dev.limbeck.network.selftest;

import org.jspecify.annotations.NullMarked;
