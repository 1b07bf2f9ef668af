package dev.limbeck.student.kafka;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.student.kafka.TestStudent.Setup;
import dev.limbeck.student.training.ProtocolPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The process of a student that kills itself, by kill -9, as it passes a point for the nth time. */
final class Doomed {
    private Doomed() {}

    /** @param arguments the broker, the run, the student's folder, the point, and n */
    public static void main(String[] arguments) throws Exception {
        var topics = new StudentTopics(new KafkaConnection(arguments[0], "doomed"));
        TestStudent.in(Path.of(arguments[2]), topics, arguments[1], "small", Setup.NUMBERS)
                .dyingBy(Doomed::kill)
                .runUntil(ProtocolPoint.valueOf(arguments[3]), Integer.parseInt(arguments[4]));
    }

    private static void kill() {
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
