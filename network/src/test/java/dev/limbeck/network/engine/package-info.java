@org.jspecify.annotations.NullMarked
package dev.limbeck.network.engine;
