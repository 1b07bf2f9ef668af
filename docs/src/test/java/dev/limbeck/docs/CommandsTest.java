package dev.limbeck.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.benchmarks.cli.Bench;
import dev.limbeck.benchmarks.cli.Benchmarks;
import dev.limbeck.local.cli.Limbeck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Commands in the pages are those that the limbeck command understands. */
class CommandsTest {
    private static final CommandLine LIMBECK = limbeck();
    private static final Pattern COMMAND = Pattern.compile("(?:\\./)?limbeck ([a-z].*)");
    private static final Pattern WORDS = Pattern.compile("\\S+");

    @Test
    void everyCommandIsUnderstoodWithItsOptions() {
        var faults = new ArrayList<String>();
        for (var page : Repository.pagesOfToday()) {
            commands(page).forEach(line -> fault(line)
                    .ifPresent(fault -> faults.add(page.name() + ": " + line + ": " + fault)));
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void everyCommandIsInATableOfTheReadmeOrOfOperations() {
        var described = new TreeSet<String>();
        for (String page : List.of("README.md", "docs/operations.md")) {
            Repository.page(page).tables().stream()
                    .filter(table -> table.heads().get(0).equals("command"))
                    .flatMap(table -> table.firstCode().stream())
                    .map(code -> code.replaceFirst("^.*?limbeck ", "").replaceFirst(" .*", ""))
                    .forEach(described::add);
        }
        var commands = new TreeSet<>(LIMBECK.getSubcommands().keySet());
        commands.remove("help");

        assertThat(described).containsAll(commands);
    }

    @Test
    void everyBenchmarkHasFiguresOrSaysWhatItMeasures() {
        var table = Repository.page("docs/performance.md").tables().stream()
                .filter(found -> found.heads().get(0).equals("benchmark"))
                .findFirst()
                .orElseThrow();

        assertThat(table.firstCode())
                .containsExactlyInAnyOrderElementsOf(
                        Benchmarks.ALL.stream().map(one -> one.name()).toList());
    }

    @Test
    void theExitCodesAreThoseOfTheCommand() {
        var codes = new TreeSet<String>();
        Repository.page("docs/operations.md").tablesHeaded("code", "of", "meaning").get(0).rows().stream()
                .filter(row -> row.get(1).code().contains("limbeck"))
                .forEach(row -> codes.add(row.get(0).text()));

        assertThat(codes)
                .isEqualTo(new TreeSet<>(
                        LIMBECK.getCommandSpec().usageMessage().exitCodeList().keySet()));
    }

    /** In blocks, and between back quotes. */
    private static List<String> commands(Page page) {
        return Stream.concat(
                        page.codeSpans().stream(),
                        page.blocks().stream()
                                .filter(block -> block.language().isEmpty())
                                .flatMap(block -> block.text().lines()))
                .map(COMMAND::matcher)
                .filter(found -> found.matches())
                .map(found -> found.group(1))
                .toList();
    }

    private static Optional<String> fault(String line) {
        var words = new ArrayDeque<>(words(line.replaceAll("[\\[\\]]", "")));
        var command = LIMBECK;
        while (!words.isEmpty() && command.getSubcommands().containsKey(words.peek())) {
            command = requireNonNull(command.getSubcommands().get(words.remove()));
            if (command.getCommandName().equals("bench")) {
                return benchFault(words);
            }
        }
        if (command == LIMBECK) {
            return Optional.of("no such command");
        }
        return optionFault(command, words);
    }

    private static Optional<String> benchFault(ArrayDeque<String> words) {
        boolean known = words.isEmpty()
                || words.peek().startsWith("-")
                || Benchmarks.named(words.remove()).isPresent();
        return known ? optionFault(new CommandLine(new Bench()), words) : Optional.of("no such benchmark");
    }

    private static Optional<String> optionFault(CommandLine command, Iterable<String> words) {
        for (String word : words) {
            String name = word.replaceFirst("=.*", "");
            if (name.matches("--?[a-z].*") && command.getCommandSpec().findOption(name) == null) {
                return Optional.of("no option " + name);
            }
        }
        return Optional.empty();
    }

    private static List<String> words(String line) {
        return WORDS.matcher(line).results().map(found -> found.group()).toList();
    }

    private static CommandLine limbeck() {
        return Limbeck.commandLine();
    }
}
