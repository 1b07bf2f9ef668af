@NullMarked
package dev.limbeck.local;

import org.jspecify.annotations.NullMarked;
