package dev.limbeck.evaluator.report;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunOrder.Evaluate;
import dev.limbeck.evaluator.admission.StoreLocation;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest reports of each run, whole, in the store: what is sent tells of so many classes only, and what a run keeps
 * in its state of still less.
 */
public record KeptReports(StoreLayout store) {
    /** As many as a run has candidates that are not decided on, at most. */
    static final int MOST = 64;

    private static final Logger log = LoggerFactory.getLogger(KeptReports.class);

    /** Keeps the report of an order and gives what can be sent of it. */
    public EvaluationReport keep(Evaluate order, EvaluationReport measured) {
        Path file = store.evaluations(order.run())
                .resolve("%s-%s.json"
                        .formatted(
                                order.candidate().digest(),
                                order.champion().map(Champion::checkpointDigest).orElse("none")));
        var whole = measured.keptAt(store.root().relativize(file).toString());
        try {
            AtomicFiles.writeFile(file, ContractJson.write(whole));
            prune(store.evaluations(order.run()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the report in " + file, e);
        }
        return TellingClasses.bounded(whole, EvaluationReport.MOST_CLASSES);
    }

    /** The whole of a report that was sent; that itself, where it is no longer kept. */
    public EvaluationReport whole(EvaluationReport sent) {
        return sent.location()
                .flatMap(this::read)
                .filter(kept ->
                        kept.run().equals(sent.run()) && kept.checkpointDigest().equals(sent.checkpointDigest()))
                .orElse(sent);
    }

    private Optional<EvaluationReport> read(String location) {
        var file = StoreLocation.of(store, location).filter(Files::isRegularFile);
        try {
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ContractJson.readKept(Files.readAllBytes(file.get()), EvaluationReport.class));
        } catch (IOException damaged) {
            log.warn("The report in {} cannot be read: {}", location, damaged.toString());
            return Optional.empty();
        }
    }

    private static void prune(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(file -> !AtomicFiles.isTemporary(file))
                    .sorted(Comparator.comparing(KeptReports::written).reversed())
                    .skip(MOST)
                    .toList()) {
                Files.deleteIfExists(old);
            }
        }
    }

    /** One that another replica has just removed is the oldest. */
    private static long written(Path file) {
        return file.toFile().lastModified();
    }
}
