package dev.limbeck.evaluator.drift;

import java.util.Optional;

/** Follows one number from example to example. For one thread. */
public interface ChangeDetector {
    /** @return the change that this value gives away, if it does; the detector then goes on with what is new */
    Optional<Change> add(double value);
}
