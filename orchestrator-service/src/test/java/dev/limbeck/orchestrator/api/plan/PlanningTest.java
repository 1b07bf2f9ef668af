package dev.limbeck.orchestrator.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.api.RunPlan;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.orchestrator.Runs;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanningTest {
    private static final DistillationRun DECLARED = Runs.declared("digits");
    private static final DistillationRun WITH_ANOTHER_TEACHER =
            RunSpecReader.read(Runs.yaml("digits").replace("version: v1", "version: v2"));

    @Test
    void aNewRunBeginsWithItsFirstGeneration() {
        // When
        var plan = plan(DECLARED, Optional.empty(), Map.of());
        // Then
        assertThat(plan.isNew()).isTrue();
        assertThat(plan.generation()).isEqualTo(1);
        assertThat(plan.topics()).contains(new RunPlan.Topic("production.digits", 3, false));
        assertThat(plan.students()).extracting("name").containsExactly("small", "control");
        assertThat(plan.warnings())
                .containsExactly(
                        "The source topic production.digits does not exist and would be made with 3 partitions.");
    }

    @Test
    void anotherTeacherBeginsAnotherGeneration() {
        // Given
        var known = Optional.of(Runs.state("digits", 4, RunPhase.DISTILLING));
        // When
        var plan = plan(WITH_ANOTHER_TEACHER, known, Map.of("production.digits", 3));
        // Then
        assertThat(plan.isNew()).isFalse();
        assertThat(plan.generation()).isEqualTo(2);
        assertThat(plan.warnings())
                .containsExactly("The teacher is another one: generation 1 would end and generation 2 begin.");
        assertThat(Planning.generation(DECLARED, known).number()).isEqualTo(1);
    }

    @Test
    void saysThatASourceTopicStaysAsItIs() {
        // When
        var plan = plan(DECLARED, Optional.empty(), Map.of("production.digits", 8));
        // Then
        assertThat(plan.topics()).contains(new RunPlan.Topic("production.digits", 8, true));
        assertThat(plan.warnings())
                .containsExactly(
                        "The source topic production.digits has 8 partitions, not 3 as declared; it would stay as"
                                + " it is.");
    }

    @Test
    void saysWhatWouldBeRefused() {
        // Given
        var known = Optional.of(Runs.state("digits", 4, RunPhase.DISTILLING));
        var otherInput = RunSpecReader.read(Runs.yaml("digits").replace("classes: 2", "classes: 3"));
        // When
        var plan = plan(otherInput, known, Map.of("production.digits", 3));
        // Then
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .startsWith("The declaration would be refused. spec.input.classes cannot change");
    }

    private static RunPlan plan(
            DistillationRun declared,
            Optional<dev.limbeck.contract.lifecycle.RunState> known,
            Map<String, Integer> existing) {
        return Planning.plan(Planning.generation(declared, known), known, Map.of("production.digits", 3), existing);
    }
}
