package dev.limbeck.local.housing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.dataset.LabelledExample;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.RecordsDirectory;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HousingFileTest {
    private static final String HEADING = "longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,"
            + "households,median_income,median_house_value,ocean_proximity";
    private static final String BAY = "-122.23,37.88,41.0,880.0,129.0,322.0,126.0,8.3252,452600.0,NEAR BAY";
    private static final String UNKNOWN_BEDROOMS = "-122.22,37.86,21.0,7099.0,,2401.0,1138.0,8.3,358500.0,<1H OCEAN";
    private static final String CAPPED = "-122.22,37.86,21.0,7099.0,1.0,2401.0,1138.0,8.3,500001.0,INLAND";

    @TempDir
    private Path folder;

    @Test
    void aDistrictIsNineNumbersACategoryAndAPrice() throws Exception {
        // When
        var districts = districts(HEADING, BAY);
        // Then
        var inputs = districts.get(0).inputs();
        assertThat(numbers(districts.get(0)))
                .containsExactly(-122.23f, 37.88f, 41f, 880f, 129f, 322f, 126f, 8.3252f, 0f);
        assertThat(inputs.get("proximity").wholeNumbers()).containsExactly(3L);
        assertThat(districts.get(0).hardLabel()).isEqualTo(new OfValues(List.of(4.526f)));
    }

    @Test
    void bedroomsThatAreNotKnownAreMarked() throws Exception {
        // When
        var district = districts(HEADING, UNKNOWN_BEDROOMS).get(0);
        // Then
        assertThat(numbers(district)).endsWith(8.3f, 1f).contains(539.6f);
        assertThat(district.inputs().get("proximity").wholeNumbers()).containsExactly(0L);
    }

    @Test
    void aPriceThatIsOnlyKnownToBeHighIsLeftOut() throws Exception {
        assertThat(districts(HEADING, CAPPED, BAY)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "452600.0|much|median_house_value is 'much'; allowed: a number",
                "322.0||population is ''; allowed: a number",
                "880.0|NaN|total_rooms is 'NaN'; allowed: a number",
                "NEAR BAY|NEAR LAKE|ocean_proximity is 'NEAR LAKE'; allowed: one of [<1H OCEAN, INLAND, ISLAND, NEAR BAY, NEAR OCEAN]"
            })
    void aLineThatIsWrongIsNamedByItsNumber(String right, String wrong, String problem) {
        assertThatThrownBy(() -> districts(HEADING, BAY, BAY.replace(right, wrong == null ? "" : wrong)))
                .isInstanceOf(IOException.class)
                .hasMessage("%s, line 3: %s", folder.resolve("housing.csv"), problem);
    }

    @Test
    void anotherFileIsRefusedByTheColumnThatIsMissing() {
        assertThatThrownBy(() -> districts("a,b", "1,2")).hasMessageContaining("line 2: median_house_value is missing");
        assertThatThrownBy(() -> districts(HEADING)).hasMessageContaining("has no district");
    }

    /** The real file, in {@code housing} of the folder that {@code LIMBECK_DATA} names. */
    @Test
    @EnabledIfEnvironmentVariable(named = "LIMBECK_DATA", matches = ".+")
    void theRealFileIsConvertedWithAFifthToTestWithAndAThirdOfTheRestForTheTeacher() throws Exception {
        // Given
        var file = new HousingFile(Path.of(System.getenv("LIMBECK_DATA"), "housing", HousingFile.NAME));
        var dataset = new HousingDataset(folder);
        // When
        dataset.write(file);
        // Then
        var train = new RecordsDirectory(folder).read(Part.TRAIN);
        var test = new RecordsDirectory(folder).read(Part.TEST);
        assertThat(test.size()).isEqualTo(3_935);
        assertThat(train.size()).isEqualTo(5_246);
        assertThat(dataset.streamed().size()).isEqualTo(15_740);
        assertThat(mean(train)).isCloseTo(1.92, within(0.05));
        assertThat(mean(test)).isCloseTo(1.92, within(0.05));
    }

    private static double mean(LabelledSet set) {
        double sum = 0;
        for (int i = 0; i < set.size(); i++) {
            sum += ((OfValues) set.hardLabel(i)).values().get(0);
        }
        return sum / set.size();
    }

    private List<LabelledExample> districts(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("housing.csv"), String.join("\n", lines) + "\n");
        return new HousingFile(file).districts();
    }

    private static float[] numbers(LabelledExample district) {
        Tensor numbers = district.inputs().get("numbers");
        FloatBuffer values = numbers.values().asFloatBuffer();
        float[] all = new float[values.remaining()];
        values.get(all);
        return all;
    }
}
