package dev.limbeck.evaluator.admission;

import dev.limbeck.store.StoreLayout;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Locations as messages have them, relative to the store's root: they may be anything, and become paths. */
public final class StoreLocation {
    private StoreLocation() {}

    /** The path; empty when it is not inside the store. */
    public static Optional<Path> of(StoreLayout store, String location) {
        try {
            Path root = store.root().normalize();
            Path path = root.resolve(location).normalize();
            return path.startsWith(root) && !path.equals(root) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }
}
