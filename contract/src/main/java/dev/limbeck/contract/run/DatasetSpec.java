package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A labelled data set on disk.
 *
 * @param format {@code idx}: the four files of MNIST's layout; {@code records}: files of production records
 * @param path folder, as the service that reads it sees it
 */
public record DatasetSpec(String format, Path path) {
    public static final String IDX = "idx";
    public static final String RECORDS = "records";
    public static final List<String> FORMATS = List.of(IDX, RECORDS);

    public DatasetSpec {
        require(FORMATS.contains(format), "format", format, "one of " + String.join(", ", FORMATS));
        require(!path.toString().isBlank(), "path", "empty", "a folder");
    }

    @JsonCreator
    static DatasetSpec of(@JsonProperty("format") @Nullable String format, @JsonProperty("path") @Nullable Path path) {
        return new DatasetSpec(orElse(format, IDX), present(path, "path", "a folder"));
    }
}
