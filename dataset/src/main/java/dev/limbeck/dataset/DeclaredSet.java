package dev.limbeck.dataset;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.signature.Signature;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The labelled set that a run declares, from a folder of the format that it says. */
public final class DeclaredSet {
    static final Map<String, Function<Path, SetDirectory>> FORMATS =
            Map.of(DatasetSpec.IDX, IdxDirectory::new, DatasetSpec.RECORDS, RecordsDirectory::new);

    private DeclaredSet() {}

    /** Fails as {@link SetDirectory#read} does. */
    public static LabelledSet read(DatasetSpec dataset, Part part, Signature declared) {
        return requireNonNull(FORMATS.get(dataset.format()), dataset.format())
                .apply(dataset.path())
                .read(part, declared);
    }
}
