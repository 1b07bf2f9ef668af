package dev.limbeck.work;

import dev.limbeck.contract.time.Ticker;
import dev.limbeck.work.Assignment.Slot;
import dev.limbeck.work.Assignments.Action;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the work of a process in line with what is wanted of it. One thread of its own begins and ends work, so whoever
 * says what is wanted never waits; every piece of work has a thread of its own, too.
 */
public final class Reconciler<W extends Work> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    /** What is tried on is told of, too, once it has failed so often. */
    private static final int TELLING_FAILURES = 6;
    /** An engine's message may be pages; what is told stands in the run's state. */
    private static final int LONGEST_REASON = 500;

    private final Function<Assignment, W> works;
    private final Consumer<FailedWork> told;
    private final Assignments assignments = new Assignments();
    private final BlockingQueue<Runnable> changes = new LinkedBlockingQueue<>();
    private final Map<Slot, Place<W>> places = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::reconcile, "reconciler");
    private volatile boolean closed;

    /**
     * @param works makes the work on an assignment; that it needs anything, it finds out when it runs
     * @param told of work that has failed several times in a row, or is given up; may not wait
     */
    public Reconciler(Function<Assignment, W> works, Consumer<FailedWork> told) {
        this.works = works;
        this.told = told;
    }

    /**
     * Work that is there.
     *
     * @param failure one sentence, while it rests because it failed, or is given up
     */
    public record Standing<W>(Assignment assignment, W work, Optional<String> failure) {}

    private record Place<W>(Standing<W> standing, Thread thread) {}

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on this is wanted, and nothing else. Returns at once. */
    public void want(Collection<Assignment> wanted) {
        var copy = List.copyOf(wanted);
        changes.add(() -> assignments.want(copy));
    }

    public List<Standing<W>> standing() {
        return places.values().stream().map(Place::standing).toList();
    }

    /** Work that rests because it failed, or is given up. */
    public List<Standing<W>> failed() {
        return standing().stream()
                .filter(standing -> standing.failure().isPresent())
                .toList();
    }

    /** Whether it does what it is there for. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /**
     * Waits until nobody works on what is no longer wanted.
     *
     * @return whether that is so
     */
    public boolean awaitEnded(Predicate<Assignment> which, Duration longest) throws InterruptedException {
        if (closed) {
            return places.values().stream().noneMatch(place -> place.thread().isAlive());
        }
        // Behind what was wanted last, so that its beginnings and ends are known.
        var working = new CompletableFuture<List<Thread>>();
        changes.add(() -> working.complete(places.values().stream()
                .filter(place -> which.test(place.standing().assignment()))
                .map(Place::thread)
                .toList()));
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (Thread worker : working.get(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                if (worker.isAlive()) {
                    return false;
                }
            }
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        }
    }

    private void reconcile() {
        while (!closed) {
            try {
                Runnable change = changes.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
                if (change != null) {
                    change.run();
                }
                assignments.decide(Ticker.SYSTEM.reading()).forEach(this::carryOut);
            } catch (InterruptedException closing) {
                return;
            } catch (RuntimeException unexpected) {
                log.error("A change of what is to be worked on could not be carried out", unexpected);
            }
        }
    }

    private Duration patience() {
        return assignments
                .nextBeginning()
                .map(Ticker.SYSTEM::until)
                .filter(wait -> wait.compareTo(LONGEST_IDLE) < 0)
                .orElse(LONGEST_IDLE);
    }

    /** One that fails does not keep the others from being carried out. */
    private void carryOut(Action change) {
        try {
            apply(change);
        } catch (RuntimeException | OutOfMemoryError failed) { // no memory for another thread, as a rule
            log.error("{} could not be carried out", change, failed);
            if (change instanceof Action.Begin begin) {
                places.remove(begin.assignment().slot());
                failed(begin.assignment(), Outlook.of(failed), Duration.ZERO, reason(failed));
            }
        }
    }

    private void apply(Action change) {
        if (change instanceof Action.Begin begin) {
            begin(begin.assignment());
        } else if (change instanceof Action.End end) {
            var place = places.get(end.slot());
            if (place != null) {
                log.info("{} is to end", place.standing().assignment().label());
                place.standing().work().stop();
            }
        } else if (change instanceof Action.Forget forget) {
            places.remove(forget.slot());
        }
    }

    private void begin(Assignment assignment) {
        W work = works.apply(assignment);
        var worker = new Thread(() -> perform(assignment, work), assignment.label());
        worker.setDaemon(true);
        places.put(assignment.slot(), new Place<>(new Standing<>(assignment, work, Optional.empty()), worker));
        log.info("{} begins", assignment.label());
        worker.start();
    }

    // Errors, too: work without memory or engine has failed as well.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void perform(Assignment assignment, W work) {
        Throwable failure = null;
        try {
            work.run();
        } catch (Throwable failed) {
            failure = failed;
        }
        var ended = failure;
        changes.add(() -> ended(assignment, work, ended));
    }

    private void ended(Assignment assignment, W work, @Nullable Throwable failure) {
        Duration rest = failure == null ? Duration.ZERO : work.restAfter(failure);
        var outlook = failure == null ? Outlook.DOUBTFUL : work.outlook(failure);
        if (!failed(assignment, outlook, rest, reason(failure))) {
            log.info("{} has ended", assignment.label());
            log.debug("{} ended with", assignment.label(), failure);
            places.remove(assignment.slot());
            return;
        }
        log.error("{} has failed", assignment.label(), failure);
        var standing = new Standing<>(assignment, work, Optional.of(reason(failure)));
        places.computeIfPresent(assignment.slot(), (slot, place) -> new Place<>(standing, place.thread()));
    }

    /** @return false if it was told to end */
    private boolean failed(Assignment assignment, Outlook outlook, Duration rest, String reason) {
        int tries = assignments.ended(assignment.slot(), rest, Ticker.SYSTEM.reading());
        boolean givenUp = tries >= outlook.tries();
        if (givenUp) {
            assignments.giveUp(assignment.slot());
            log.error("{} is given up after {} tries: {}", assignment.label(), tries, reason);
        }
        if (givenUp || tries == TELLING_FAILURES) {
            told.accept(new FailedWork(assignment, reason, tries, givenUp));
        }
        return tries > 0;
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "it ended though nobody asked it to";
        }
        String said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = said.lines().map(String::strip).collect(Collectors.joining(" "));
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " …";
    }

    /** Ends all work, in good order where that is soon. */
    @Override
    public void close() {
        want(List.of());
        try {
            if (thread.isAlive() && !awaitEnded(any -> true, LONGEST_STOP)) {
                log.warn("Some work has not ended within {}", LONGEST_STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        thread.interrupt();
    }
}
