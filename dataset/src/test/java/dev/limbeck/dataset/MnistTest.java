package dev.limbeck.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Reads the real files; {@code LIMBECK_DATA} names the directory that holds {@code mnist}. */
@EnabledIfEnvironmentVariable(named = "LIMBECK_DATA", matches = ".+")
class MnistTest {

    private final IdxDirectory mnist =
            new IdxDirectory(Path.of(System.getenv("LIMBECK_DATA")).resolve("mnist"));

    @Test
    void theTrainingPartIsAsPublished() {
        var train = mnist.read(Part.TRAIN);

        assertThat(train.exampleShape()).containsExactly(1, 28, 28);
        assertThat(train.size()).isEqualTo(60_000);
        assertThat(classCounts(train)).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    }

    @Test
    void theTestPartIsAsPublished() {
        var test = mnist.read(Part.TEST);

        assertThat(test.size()).isEqualTo(10_000);
        assertThat(classCounts(test)).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    }

    private static int[] classCounts(LabelledImages set) {
        int[] counts = new int[set.classes()];
        for (int i = 0; i < set.size(); i++) {
            counts[set.classOf(i)]++;
        }
        return counts;
    }
}
