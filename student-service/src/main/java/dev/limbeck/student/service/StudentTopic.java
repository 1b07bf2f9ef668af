package dev.limbeck.student.service;

import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.topic.RunTopics;

/** Which topic a student's examples come from. */
public final class StudentTopic {
    private StudentTopic() {}

    public static String of(RunTopics topics, StudentSpec spec) {
        return switch (spec.learnsFrom()) {
            case STREAM -> topics.examples();
            case LABELLED -> topics.labelled();
        };
    }
}
