@NullMarked
package dev.limbeck.network;

import org.jspecify.annotations.NullMarked;
