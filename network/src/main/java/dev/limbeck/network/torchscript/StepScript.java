package dev.limbeck.network.torchscript;

import static java.util.stream.Collectors.joining;

import dev.limbeck.network.objective.LossTerm;
import dev.limbeck.network.objective.StepTensor;
import dev.limbeck.network.objective.TermSetting;
import dev.limbeck.network.torchscript.StepSettings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** The frame of a step, whose places are filled one after the other. A place is a word in capitals. */
final class StepScript {
    private static final String FILE = "training_step.py";
    private static final String FRAME = frame();

    private String source = FRAME;

    /** In the order in which they stand: of the methods that take inputs, and of the one that calls another. */
    StepScript call(NetworkCall call) {
        return words("INPUTS", call.parameters())
                .lines("FORWARD", call.lines())
                .words("INPUTS", call.parameters())
                .words("INPUTS", call.variables());
    }

    StepScript tensors(List<StepTensor> tensors) {
        return lines("TENSORS", tensors.stream().map(tensor -> tensor.argument() + ": Tensor,"));
    }

    /** Each is read at its position: those of the objective first, then those of the call. */
    StepScript settings(List<TermSetting> ofObjective) {
        var lines = new ArrayList<String>();
        for (TermSetting setting : ofObjective) {
            lines.add(setting.name() + " = " + number(lines.size()));
        }
        for (Setting setting : Setting.values()) {
            lines.add(setting.read(number(lines.size())));
        }
        return lines("SETTINGS", lines.stream());
    }

    private static String number(int position) {
        return "numbers[" + position + "]";
    }

    StepScript terms(List<LossTerm> terms) {
        var each = terms.stream().map(TermLines::of).toList();
        return lines("VALUES", of(each, TermLines::value))
                .lines("VALUES_BY_LABELS", of(each, TermLines::valueByLabels))
                .lines("MEANS", of(each, TermLines::mean))
                .words("WEIGHTED", of(each, TermLines::weighted).collect(joining(" + ")))
                .words(
                        "WEIGHTED_WITHOUT_LABELS",
                        of(each, TermLines::weightedWithoutLabels).collect(joining(" + ")))
                .words(
                        "GIVEN",
                        terms.stream().map(term -> term.variable() + "_value").collect(joining(", ")));
    }

    private static Stream<String> of(List<TermLines> terms, Function<TermLines, String> part) {
        return terms.stream().map(part).filter(lines -> !lines.isEmpty());
    }

    /** Indented as the place is. */
    private StepScript lines(String place, Stream<String> lines) {
        int from = source.indexOf(" " + place + "\n") + 1;
        int start = source.lastIndexOf('\n', from) + 1;
        String indented = lines.map(line -> line.indent(from - start)).collect(joining());
        source = source.substring(0, start) + indented + source.substring(from + place.length() + 1);
        return this;
    }

    private StepScript words(String place, String words) {
        source = source.replaceFirst("\\b" + place + "\\b", Matcher.quoteReplacement(words));
        return this;
    }

    /** The whole script, but for the network's own. */
    String source() {
        return source;
    }

    private static String frame() {
        try (var in = StepScript.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
