package dev.limbeck.student.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.task.Regression;
import dev.limbeck.student.Examples;
import dev.limbeck.student.replay.ReplayBuffer.Replayed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayBufferTest {
    private static final List<DistillationExample> EXAMPLES =
            IntStream.range(0, 200).mapToObj(Examples::example).toList();

    @ParameterizedTest(name = "{1} with {0} of the stream are {2}")
    @CsvSource({"64, 0.25, 21", "16, 0.25, 5", "16, 0.5, 16", "10, 0.9, 90", "1, 0.25, 0", "0, 0.5, 0"})
    void earlierExamplesAreTheDeclaredShareOfAStep(int ofStream, double share, int earlier) {
        var buffer = filled(new ReplaySpec(150, share));
        assertThat(buffer.draw(2, ofStream)).hasSize(earlier);
    }

    @Test
    void whatIsDrawnFollowsFromTheSeedAndTheMiniBatch() {
        var buffer = filled(new ReplaySpec(150, 0.5));
        var again = filled(new ReplaySpec(150, 0.5));

        assertThat(buffer.draw(7, 16)).isEqualTo(again.draw(7, 16));
        assertThat(buffer.draw(7, 16)).extracting(Replayed::example).isNotEqualTo(examples(buffer.draw(8, 16)));
        assertThat(buffer.contents()).isEqualTo(again.contents());
    }

    @Test
    void withoutAHardLabelTheTeachersTopClassCounts() {
        var buffer = new ReplayBuffer(new ReplaySpec(10, 0.5), Examples.INPUT.task(), 1);
        var example = Examples.example(1);
        int top = example.softTarget().output().top();

        buffer.offer(1, List.of(example, Examples.labelled(Examples.example(2), 7)));

        assertThat(buffer.contents().counts().orElseThrow().met()).containsOnlyKeys(top, 7);
    }

    @Test
    void ofNumbersAllExamplesAreOfOneStratum() {
        var buffer = new ReplayBuffer(new ReplaySpec(10, 0.5), new Regression(4, List.of(1.)), 1);

        buffer.offer(1, EXAMPLES);

        var contents = buffer.contents();
        assertThat(contents.examples()).hasSize(10);
        assertThat(contents.counts().orElseThrow().met()).containsExactly(Map.entry(0, 200L));
        var restored = new ReplayBuffer(new ReplaySpec(10, 0.5), new Regression(4, List.of(1.)), 1);
        restored.restore(contents);
        assertThat(restored.draw(2, 8)).isEqualTo(buffer.draw(2, 8));
    }

    @Test
    void whoReplaysNothingKeepsNothing() {
        var buffer = filled(ReplaySpec.NONE);

        assertThat(buffer.draw(2, 64)).isEmpty();
        assertThat(buffer.contents()).isEqualTo(ReplayBuffer.Contents.NONE);
    }

    private static List<DistillationExample> examples(List<Replayed> replayed) {
        return replayed.stream().map(Replayed::example).toList();
    }

    private static ReplayBuffer filled(ReplaySpec spec) {
        var buffer = new ReplayBuffer(spec, Examples.INPUT.task(), 7);
        buffer.offer(1, EXAMPLES);
        return buffer;
    }
}
