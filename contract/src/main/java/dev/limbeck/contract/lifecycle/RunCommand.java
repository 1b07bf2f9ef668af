package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.json.Kept;
import dev.limbeck.contract.run.DistillationRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody asks of a run. A command that does not fit the run's phase changes nothing and is in its history as
 * refused; one with an id that was carried out before is passed over.
 */
@Kept("a run command")
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunCommand.Apply.class, name = "apply"),
    @JsonSubTypes.Type(value = RunCommand.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = RunCommand.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = RunCommand.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = RunCommand.Drain.class, name = "drain"),
    @JsonSubTypes.Type(value = RunCommand.Approve.class, name = "approve"),
    @JsonSubTypes.Type(value = RunCommand.Reject.class, name = "reject"),
    @JsonSubTypes.Type(value = RunCommand.RollBack.class, name = "rollback"),
    @JsonSubTypes.Type(value = RunCommand.Pin.class, name = "pin"),
    @JsonSubTypes.Type(value = RunCommand.Unpin.class, name = "unpin")
})
public sealed interface RunCommand {
    /** What an id may be: 1 to 128 visible ASCII characters. */
    Pattern ID = Pattern.compile("[!-~]{1,128}");

    /** Characters of a reason; what is longer is cut. */
    int LONGEST_REASON = 1_000;

    /** Chosen by whoever asks; the same id is the same command. */
    String commandId();

    String run();

    Instant at();

    /** Declares a run, or declares it anew: another teacher then begins the next generation. */
    record Apply(String commandId, DistillationRun declaration, Instant at) implements RunCommand {
        @Override
        public String run() {
            return declaration.name();
        }
    }

    /** Stops all work on the run within a mini-batch. */
    record Pause(String commandId, String run, Optional<String> reason, Instant at) implements RunCommand {
        public Pause {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /** Goes on where {@link Pause} stopped. */
    record Resume(String commandId, String run, Instant at) implements RunCommand {}

    /** Stops all work on the run for good; what it made stays. */
    record Cancel(String commandId, String run, Optional<String> reason, Instant at) implements RunCommand {
        public Cancel {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /** Labels and trains on what the source topic holds now, then completes the run. */
    record Drain(String commandId, String run, Instant at) implements RunCommand {}

    /** @param checkpointDigest of the candidate that awaits approval */
    record Approve(String commandId, String run, String checkpointDigest, Optional<String> reason, Instant at)
            implements RunCommand {
        public Approve {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /** @param checkpointDigest of the candidate that awaits approval */
    record Reject(String commandId, String run, String checkpointDigest, Optional<String> reason, Instant at)
            implements RunCommand {
        public Reject {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /**
     * @param checkpointDigest of an earlier champion; without one, the one before the present
     * @param hold of the champion that comes back; empty where the next promotion may undo it
     */
    record RollBack(
            String commandId,
            String run,
            Optional<String> checkpointDigest,
            Optional<Hold> hold,
            Optional<String> reason,
            Instant at)
            implements RunCommand {
        public RollBack {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /**
     * Has a champion stay until it is unpinned or its time is over.
     *
     * @param checkpointDigest of the present champion or an earlier one, which then comes back; without one, the present
     */
    record Pin(
            String commandId,
            String run,
            Optional<String> checkpointDigest,
            Hold hold,
            Optional<String> reason,
            Instant at)
            implements RunCommand {
        public Pin {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /** Lets students be promoted again. */
    record Unpin(String commandId, String run, Optional<String> reason, Instant at) implements RunCommand {
        public Unpin {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /**
     * That a person's decision holds.
     *
     * @param lasting how long, above 0 and at most a year; empty for until a person lifts it
     */
    record Hold(Optional<Duration> lasting) {
        /** Until a person lifts it. */
        public static final Hold UNTIL_LIFTED = new Hold(Optional.empty());

        private static final Duration LONGEST = Duration.ofDays(365);

        public Hold {
            if (lasting.filter(time -> time.isZero() || time.isNegative() || time.compareTo(LONGEST) > 0)
                    .isPresent()) {
                throw new IllegalArgumentException("a hold lasts %d s, allowed is above 0 and at most %d h"
                        .formatted(lasting.get().toSeconds(), LONGEST.toHours()));
            }
        }
    }
}
