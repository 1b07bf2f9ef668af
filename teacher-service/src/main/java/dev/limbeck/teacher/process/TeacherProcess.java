package dev.limbeck.teacher.process;

import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.teacher.TeacherProgress;
import dev.limbeck.teacher.training.BelowDeclaredQualityException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Runs the work beside the server that answers for it, and ends the process when the work fails: a supervisor starts it
 * anew. Only a teacher that is not good enough is final, and has an exit code of its own.
 */
@Singleton
public class TeacherProcess {
    public static final int FAILED = 1;
    /** Starting again would not help. */
    public static final int BELOW_DECLARED_QUALITY = 3;

    private static final Logger LOG = Logger.getLogger(TeacherProcess.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final TeacherWork work;
    private final TeacherProgress progress;
    private final TeacherConfig config;
    private final Thread thread = new Thread(this::runToTheEnd, "teacher");
    private volatile boolean stopping;

    TeacherProcess(TeacherWork work, TeacherProgress progress, TeacherConfig config) {
        this.work = work;
        this.progress = progress;
        this.config = config;
        thread.setDaemon(true);
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent ended) throws InterruptedException {
        stopping = true;
        work.stop();
        if (!work.isLabelling()) {
            thread.interrupt();
        }
        thread.join(LONGEST_STOP.toMillis());
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    // Errors, too: a replica without memory or engine has failed as well.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void runToTheEnd() {
        try {
            work.run();
            progress.enter(Phase.STOPPED);
        } catch (BelowDeclaredQualityException low) {
            progress.failed(String.valueOf(low.getMessage()));
            LOG.error(low.getMessage());
            explain();
            Quarkus.asyncExit(BELOW_DECLARED_QUALITY);
        } catch (Throwable failure) {
            if (stopping) {
                progress.enter(Phase.STOPPED);
                LOG.debug("stopped", failure);
                return;
            }
            progress.failed(failure.getMessage() == null ? failure.toString() : failure.getMessage());
            LOG.error("the teacher failed", failure);
            Quarkus.asyncExit(FAILED);
        }
    }

    private void explain() {
        try {
            Thread.sleep(config.explainFor().toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
