package dev.limbeck.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunTopicsTest {
    @Test
    void noTwoRunsShareAGroup() {
        var groups = Stream.of("a", "a-b")
                .map(RunTopics::new)
                .flatMap(topics -> Stream.of(
                        topics.teacherGroup(),
                        topics.evaluatorGroup(),
                        topics.studentGroup("b-c"),
                        topics.studentGroup("c"),
                        topics.studentGroup("b-teacher")));

        assertThat(groups).doesNotHaveDuplicates();
    }

    @Test
    void groupsAreNamedAfterTheRun() {
        var topics = new RunTopics("digits");

        assertThat(topics.teacherGroup()).isEqualTo("limbeck.digits.teacher");
        assertThat(topics.evaluatorGroup()).isEqualTo("limbeck.digits.evaluator");
        assertThat(topics.studentGroup("small")).isEqualTo("limbeck.digits.small");
    }
}
