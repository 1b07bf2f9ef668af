package dev.limbeck.local.housing;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.limbeck.dataset.LabelledExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file of the districts of California in the census of 1990, as the book of Aurélien Géron made it known: a line for
 * each, with eight numbers, a category, and the median value of its houses.
 */
public record HousingFile(Path path) {
    /** Its name where others keep it. */
    public static final String NAME = "housing.csv";

    private static final ObjectReader ROWS = new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    /**
     * The districts whose median value is known, in their order: the census says no more of a value above 500,000 dollars
     * than that it is.
     *
     * @throws IOException if it cannot be read, or a line is not as it should be; with the line's number
     */
    public List<LabelledExample> districts() throws IOException {
        var districts = new ArrayList<LabelledExample>();
        int line = 1;
        try (MappingIterator<Map<String, String>> rows = ROWS.readValues(path.toFile())) {
            while (rows.hasNextValue()) {
                line++;
                var district = new District(rows.nextValue());
                if (!district.isCapped()) {
                    districts.add(district.example());
                }
            }
        } catch (IOException | IllegalArgumentException wrong) {
            throw new IOException("%s, line %d: %s".formatted(path, line, wrong.getMessage()), wrong);
        }
        if (districts.isEmpty()) {
            throw new IOException("%s has no district; allowed: a heading and at least one".formatted(path));
        }
        return districts;
    }
}
