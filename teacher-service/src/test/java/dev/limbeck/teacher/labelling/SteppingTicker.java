package dev.limbeck.teacher.labelling;

import dev.limbeck.contract.time.Ticker;
import java.time.Duration;

/** A ticker that moves when it is told to. */
public final class SteppingTicker implements Ticker {
    private Duration passed = Duration.ZERO;

    public void advance(Duration duration) {
        passed = passed.plus(duration);
    }

    @Override
    public Duration reading() {
        return passed;
    }
}
