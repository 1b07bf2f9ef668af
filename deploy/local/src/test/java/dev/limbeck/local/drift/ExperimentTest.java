package dev.limbeck.local.drift;

import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
    @TempDir
    Path folder;

    @Test
    void look() {
        var networks = new DigitNetworks(folder);
        var a = DigitStyle.standard();
        var styles = Map.of(
                "drifted", DigitStyle.drifted(),
                "slanted", new DigitStyle(-0.5, 12, 19, 0.18, 2.6, 3.4, 0.8, 2.4, 220, 15, 0.5, 0.5),
                "turned", new DigitStyle(-0.45, 28, 19, 0.18, 2.6, 3.4, 0.8, 2.4, 220, 15, 0.5, 0.5),
                "thin", new DigitStyle(-0.45, 12, 15, 0.3, 4, 3.4, 0.8, 1.2, 150, 20, 0.5, 0.8),
                "fat", new DigitStyle(-0.35, 12, 21, 0.18, 2.6, 3.4, 0.8, 4.6, 250, 15, 0.5, 0.9));
        for (var style : styles.entrySet()) {
            long t = System.nanoTime();
            var b = style.getValue();
            var teacher = networks.taughtByLabels(
                    "builtin:cnn-16x64", 300, new DigitGenerator(1, a), new DigitGenerator(2, b));
            var student = networks.taughtBy(teacher, "builtin:cnn-8", 200, new DigitGenerator(3, a));
            var ta = DigitNetworks.digits(new DigitGenerator(11, a), 1000);
            var tb = DigitNetworks.digits(new DigitGenerator(12, b), 1000);
            System.out.printf(
                    "XX %s teacher %.3f %.3f student %.3f %.3f  %.1f s%n",
                    style.getKey(),
                    DigitNetworks.accuracy(teacher.logits(DigitNetworks.inputs(ta)), ta),
                    DigitNetworks.accuracy(teacher.logits(DigitNetworks.inputs(tb)), tb),
                    DigitNetworks.accuracy(student.logits(DigitNetworks.inputs(ta)), ta),
                    DigitNetworks.accuracy(student.logits(DigitNetworks.inputs(tb)), tb),
                    (System.nanoTime() - t) / 1e9);
        }
    }
}
