package dev.limbeck.network.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/**
 * Environment variables as native libraries see them. They are read when a library is loaded, and Java cannot change
 * its own.
 */
public final class NativeEnvironment {
    private NativeEnvironment() {}

    /** @throws IllegalStateException when the system does not take it */
    public static void set(String name, String value) {
        Function setenv = NativeLibrary.getProcess().getFunction("setenv");
        int result = setenv.invokeInt(new Object[] {name, value, 1});
        if (result != 0) {
            throw new IllegalStateException("%s=%s cannot be set in the environment".formatted(name, value));
        }
    }
}
