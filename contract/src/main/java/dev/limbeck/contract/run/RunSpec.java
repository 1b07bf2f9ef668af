package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.signature.DeclaredSignature;
import dev.limbeck.contract.signature.HasSignature;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Task;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a run is to do: which records, which teacher, which students, and when a student is good enough. */
public record RunSpec(
        SourceSpec source,
        Signature signature,
        TeacherSpec teacher,
        List<StudentSpec> students,
        BatchingSpec batching,
        DeduplicationSpec deduplication,
        CheckpointSpec checkpoint,
        EvaluationSpec evaluation,
        PromotionSpec promotion,
        WatchSpec watch,
        RedistilSpec redistil,
        DeadLetterSpec deadLetters,
        CompletionSpec completion)
        implements HasSignature {

    public RunSpec {
        students = List.copyOf(students);
        require(!students.isEmpty(), "students", "empty", "at least one student");
        var names = new HashSet<String>();
        for (StudentSpec student : students) {
            require(names.add(student.name()), "students", student.name() + " twice", "a name of its own for each");
        }
        require(
                students.stream().anyMatch(student -> !student.isControl()),
                "students",
                "only control students",
                "at least one student with softTargetWeight above 0");
        require(
                students.stream().noneMatch(student -> student.learnsFrom() == StudentSpec.LearnsFrom.LABELLED)
                        || teacher.train().isPresent(),
                "students",
                "a student that learns from: labelled, without a labelled data set",
                "learnsFrom: stream, or a teacher with train.dataset");
        requireFit("promotion", () -> promotion.requireFit(signature.task()));
        requireFit("teacher.gate", () -> teacher.gate().requireFit(signature.task()));
    }

    private static void requireFit(String part, Runnable check) {
        try {
            check.run();
        } catch (InvalidField unfit) {
            throw new InvalidField(part + "." + unfit.field(), unfit.found(), unfit.allowed());
        }
    }

    @JsonCreator
    static RunSpec of(
            @JsonProperty("source") @Nullable SourceSpec source,
            @JsonProperty("input") DeclaredSignature.@Nullable Only input,
            @JsonProperty("inputs") @Nullable SortedMap<String, InputDeclaration> inputs,
            @JsonProperty("task") @Nullable Task task,
            @JsonProperty("teacher") @Nullable TeacherSpec teacher,
            @JsonProperty("students") @Nullable List<StudentSpec> students,
            @JsonProperty("batching") @Nullable BatchingSpec batching,
            @JsonProperty("deduplication") @Nullable DeduplicationSpec deduplication,
            @JsonProperty("checkpoint") @Nullable CheckpointSpec checkpoint,
            @JsonProperty("evaluation") @Nullable EvaluationSpec evaluation,
            @JsonProperty("promotion") @Nullable PromotionSpec promotion,
            @JsonProperty("watch") @Nullable WatchSpec watch,
            @JsonProperty("redistil") @Nullable RedistilSpec redistil,
            @JsonProperty("deadLetters") @Nullable DeadLetterSpec deadLetters,
            @JsonProperty("completion") @Nullable CompletionSpec completion) {
        requireNoGaps(students);
        return new RunSpec(
                present(source, "source", "{topic: …}"),
                new DeclaredSignature(input, inputs, task).signature(),
                present(teacher, "teacher", "{network: …, train: …} or {artifact: …}"),
                present(students, "students", "a list of students"),
                orElse(batching, BatchingSpec.DEFAULT),
                orElse(deduplication, DeduplicationSpec.DEFAULT),
                orElse(checkpoint, CheckpointSpec.DEFAULT),
                orElse(evaluation, EvaluationSpec.DEFAULT),
                orElse(promotion, PromotionSpec.DEFAULT),
                orElse(watch, WatchSpec.DEFAULT),
                orElse(redistil, RedistilSpec.DEFAULT),
                orElse(deadLetters, DeadLetterSpec.DEFAULT),
                orElse(completion, CompletionSpec.NEVER));
    }

    private static void requireNoGaps(@Nullable List<@Nullable StudentSpec> students) {
        int gap = students == null ? -1 : students.indexOf(null);
        require(gap < 0, "students[" + gap + "]", "missing", "{name: …, network: …}");
    }

    /** The student with this name, which must be one of the run's. */
    public StudentSpec student(String name) {
        return students.stream()
                .filter(student -> student.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no student is named " + name));
    }
}
