package dev.limbeck.student.audit;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.checkpoint.TrainedWith;
import dev.limbeck.contract.place.GapWatch;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.audit.AuditReport.Verdict;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.steplog.Replay;
import dev.limbeck.student.steplog.StepLogReader;
import dev.limbeck.student.training.ExampleStream;
import dev.limbeck.student.training.ExampleStream.OffsetGoneException;
import dev.limbeck.student.training.Repetition;
import dev.limbeck.student.training.Student;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Derives a checkpoint from an earlier state, the step log and the examples, and compares. */
public final class Audit {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Without a record for so long, those that the log names are not coming. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Function<StudentState.Lineage, Student> untrained;
    private final ExampleStream stream;
    private final StepLogReader stepLog;
    private final Triage triage;
    private final Ticker ticker;
    private Duration lastRecord;

    /**
     * @param folder with the student's checkpoints
     * @param untrained gives the student as it was before its first step, with what is computed with here
     */
    public Audit(
            Path folder,
            Function<StudentState.Lineage, Student> untrained,
            ExampleStream stream,
            StepLogReader stepLog,
            Triage triage,
            Ticker ticker) {
        this.folder = folder;
        this.untrained = untrained;
        this.stream = stream;
        this.stepLog = stepLog;
        this.triage = triage;
        this.ticker = ticker;
        this.lastRecord = ticker.reading();
    }

    /**
     * Derives from the nearest ancestor on disk.
     *
     * @throws IOException when a file that is needed cannot be read
     */
    public AuditReport of(String checkpointId) throws IOException {
        return of(checkpointId, false);
    }

    /**
     * Derives from the untrained student, whatever checkpoints there are: takes longer, and trusts none of them.
     *
     * @throws IOException when a file that is needed cannot be read
     */
    public AuditReport fromTheBeginning(String checkpointId) throws IOException {
        return of(checkpointId, true);
    }

    private AuditReport of(String checkpointId, boolean fromTheBeginning) throws IOException {
        var target = new CheckpointFolder(folder.resolve(checkpointId));
        var defect = target.defect();
        if (defect.isPresent()) {
            return new AuditReport(
                    "", "", checkpointId, Verdict.UNDECIDABLE, "", 0, "it is not whole: " + defect.get());
        }
        StudentCheckpoint claimed = CheckpointStore.read(target);
        try (Student student = untrained.apply(claimed.state().lineage())) {
            var obstacle = obstacle(claimed.state(), student);
            return obstacle.isPresent()
                    ? report(claimed.state(), checkpointId, Verdict.UNDECIDABLE, "", 0, obstacle.get())
                    : derive(checkpointId, claimed, student, fromTheBeginning);
        }
    }

    /** Why nothing that is derived here could say anything about it. */
    private static Optional<String> obstacle(StudentState claimed, Student student) {
        return student.isDeclaredAs(claimed)
                ? claimed.lineage().trainedWith().flatMap(used -> used.otherCode(here(student)))
                : Optional.of("it was trained under another declaration of the student than the one that is given");
    }

    /** What is computed with here. */
    private static TrainedWith here(Student student) {
        return student.state().lineage().trainedWith().orElseThrow();
    }

    private AuditReport derive(
            String checkpointId, StudentCheckpoint claimed, Student student, boolean fromTheBeginning)
            throws IOException {
        Optional<CheckpointFolder> ancestor = fromTheBeginning ? Optional.empty() : ancestor(claimed.state());
        String from = ancestor.map(CheckpointFolder::checkpointId).orElse("the beginning");
        try {
            if (ancestor.isPresent()) {
                var checkpoint = CheckpointStore.read(ancestor.get());
                student.resume(checkpoint);
                triage.seen().unpack(checkpoint.seen());
            }
            long before = student.state().position().batches();
            repeat(student, claimed.state().position().batches());
            return compare(checkpointId, from, claimed, student, before);
        } catch (OffsetGoneException gone) {
            return report(
                    claimed.state(), checkpointId, Verdict.UNDECIDABLE, from, 0, String.valueOf(gone.getMessage()));
        } catch (Replay.DivergedException | Replay.InterruptedReplayException diverged) {
            return report(
                    claimed.state(),
                    checkpointId,
                    Verdict.UNDECIDABLE,
                    from,
                    0,
                    "the topic no longer has what the step log names: " + diverged.getMessage());
        }
    }

    /** The parent; where it has gone, the nearest older checkpoint; where there is none, nothing. */
    private Optional<CheckpointFolder> ancestor(StudentState state) throws IOException {
        for (CheckpointFolder candidate : CheckpointFolder.newestFirst(folder)) {
            boolean older = candidate.id().step() <= state.position().step()
                    && candidate.id().writer() <= state.lineage().writer();
            if (older
                    && candidate.defect().isEmpty()
                    && candidate.state().position().batches() < state.position().batches()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void repeat(Student student, long throughBatch) {
        var entries = stepLog.read(student.state().stepLogOffset()).entries();
        var place = Repetition.firstNeeded(student.state().position(), entries);
        var topic = stream.seek(place);
        GapWatch.between(place, topic).ifPresent(obstacle -> {
            throw new OffsetGoneException(obstacle.reason(topic.name(), "learnt from"));
        });
        var replay = new Replay(this::poll, triage, this::isOutOfPatience);
        new Repetition(student, replay, student::apply).repeat(entries, throughBatch);
    }

    private List<StreamRecord> poll() {
        var records = stream.poll(POLL);
        if (!records.isEmpty()) {
            lastRecord = ticker.reading();
        }
        return records;
    }

    private boolean isOutOfPatience() {
        return ticker.since(lastRecord).compareTo(PATIENCE) > 0;
    }

    private AuditReport compare(
            String checkpointId, String from, StudentCheckpoint claimed, Student derived, long before) {
        var found = derived.snapshot(triage.seen());
        long batches = found.state().position().batches() - before;
        String difference;
        if (!found.state().position().equals(claimed.state().position())) {
            difference = "position is %s, derived is %s"
                    .formatted(claimed.state().position(), found.state().position());
        } else if (!found.network().weights().equals(claimed.network().weights())) {
            difference = "its weights are not those that its lineage gives";
        } else if (!found.network().optimizer().equals(claimed.network().optimizer())) {
            difference = "its optimizer state is not the one that its lineage gives";
        } else if (!found.state().adjustment().equals(claimed.state().adjustment())) {
            difference = "its adjustment is %s, derived is %s"
                    .formatted(claimed.state().adjustment(), found.state().adjustment());
        } else if (!found.replay().equals(claimed.replay())) {
            difference = "the earlier examples it keeps are not those that its lineage gives";
        } else {
            return report(
                    claimed.state(),
                    checkpointId,
                    Verdict.CONFIRMED,
                    from,
                    batches,
                    "derived again from %s over %d mini-batches, equal bit for bit".formatted(from, batches));
        }
        return otherRounding(claimed.state().lineage(), here(derived), before)
                .map(reason -> report(
                        claimed.state(),
                        checkpointId,
                        Verdict.UNDECIDABLE,
                        from,
                        batches,
                        difference + ", but " + reason))
                .orElseGet(() -> report(claimed.state(), checkpointId, Verdict.REFUTED, from, batches, difference));
    }

    /** Why a difference proves nothing. That there is none proves all the same that the lineage is true. */
    private static Optional<String> otherRounding(StudentState.Lineage lineage, TrainedWith here, long before) {
        var used = lineage.trainedWith();
        if (used.isEmpty()) {
            return Optional.of("it does not say what it was trained with");
        }
        if (!used.get().equals(here)) {
            return Optional.of(
                    "it was trained with %s, here is %s, which may round differently".formatted(used.get(), here));
        }
        return before < lineage.arithmeticSince()
                ? Optional.of("its first %d mini-batches were trained on with something else"
                        .formatted(lineage.arithmeticSince()))
                : Optional.empty();
    }

    private static AuditReport report(
            StudentState state, String checkpointId, Verdict verdict, String from, long batches, String detail) {
        return new AuditReport(state.run(), state.student(), checkpointId, verdict, from, batches, detail);
    }
}
