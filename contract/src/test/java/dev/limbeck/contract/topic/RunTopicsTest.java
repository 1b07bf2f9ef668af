package dev.limbeck.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunTopicsTest {
    @Test
    void noTwoRunsShareAGroup() {
        var groups = Stream.of("a", "a-b")
                .map(run -> new RunTopics(run, 1))
                .flatMap(topics -> Stream.of(
                        topics.teacherGroup(),
                        topics.studentGroup("b-c"),
                        topics.studentGroup("c"),
                        topics.studentGroup("b-teacher")));

        assertThat(groups).doesNotHaveDuplicates();
    }

    @Test
    void groupsAreNamedAfterTheRun() {
        var topics = new RunTopics("digits", 1);

        assertThat(topics.teacherGroup()).isEqualTo("limbeck.digits.teacher");
        assertThat(topics.studentGroup("small")).isEqualTo("limbeck.digits.g1.small");
    }
}
