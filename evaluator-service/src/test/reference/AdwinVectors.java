import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import moa.classifiers.core.driftdetection.ADWIN;

/**
 * Writes what ADWIN's authors' own implementation makes of some streams. Not part of the build: MOA is another project's.
 *
 * <pre>
 * mvn dependency:get -Dartifact=nz.ac.waikato.cms.moa:moa:2024.07.0
 * java -cp moa-2024.07.0.jar AdwinVectors.java ../resources/dev/limbeck/evaluator/drift
 * </pre>
 */
final class AdwinVectors {
    private static final int VALUES = 3000;

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        var random = new Random(2007);
        write(folder.resolve("adwin-stationary.csv"), 0.002, i -> random.nextDouble());
        write(folder.resolve("adwin-abrupt.csv"), 0.002, i -> random.nextDouble() < (i < 1500 ? 0.1 : 0.3) ? 1 : 0);
        write(folder.resolve("adwin-gradual.csv"), 0.05, i -> 0.2 + 0.5 * i / VALUES + 0.1 * random.nextGaussian());
        write(folder.resolve("adwin-to-and-fro.csv"), 0.01, i -> (i / 500 % 2 == 0 ? 0.3 : 0.6) + 0.2 * random.nextDouble());
    }

    private static void write(Path file, double delta, IntToDoubleFunction stream) throws IOException {
        var adwin = new ADWIN(delta);
        List<String> lines = new ArrayList<>();
        lines.add("# MOA 2024.07.0, ADWIN(" + delta + "); see src/test/reference");
        lines.add("value,changed,width,mean,variance");
        for (int i = 0; i < VALUES; i++) {
            double value = Math.round(stream.applyAsDouble(i) * 1000) / 1000.0;
            boolean changed = adwin.setInput(value);
            boolean shown = (i + 1) % adwin.getClock() == 0;
            lines.add(shown
                    ? String.format(Locale.ROOT, "%s,%s,%d,%s,%s",
                            value, changed, adwin.getWidth(), adwin.getEstimation(), adwin.getVariance())
                    : String.valueOf(value));
        }
        Files.write(file, lines);
    }
}
