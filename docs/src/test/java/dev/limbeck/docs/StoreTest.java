package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.store.checkpoint.CheckpointManifest;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The artifact store of docs/formats.md is laid out as the code does it. */
class StoreTest {
    private static final StoreLayout STORE = new StoreLayout(Path.of("/"));
    private static final Page FORMATS = Repository.page("docs/formats.md");

    /** Places by the method that knows them; folders end in a slash. */
    private static final Map<String, String> PLACES = Map.of(
            "evaluations", place(STORE.evaluations("<run>")) + "/<candidate>-<champion>.json",
            "network", place(STORE.network("<sha256>")),
            "checkpoints", checkpoints() + "/step-<step, 10 digits>-w<writer, 4 digits>/",
            "teacher", place(STORE.teacher("<run>", "<version>")) + "/",
            "promoted", place(STORE.promoted("<run>", 99, "<student>", "<checkpoint id>")) + "/",
            "champion", place(STORE.champion("<run>")));

    /** Of the same places: those of damage, those above, and roots. */
    private static final Set<String> NOT_PLACES = Set.of("intactNetwork", "intactTeacher", "teachers", "root");

    @Test
    void everyPlaceOfTheStoreIsListed() {
        // Given
        var known = Stream.of(StoreLayout.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Path.class)
                .map(method -> method.getName())
                .filter(name -> !NOT_PLACES.contains(name))
                .collect(Collectors.toSet());
        // When
        var listed = listed();
        // Then
        assertThat(PLACES).containsOnlyKeys(known);
        assertThat(listed).containsAll(PLACES.values());
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                PLACES.values().stream(),
                                Stream.of(
                                        checkpoints() + "/step-…-w…-b<batches, 10 digits>/",
                                        checkpoints() + "/" + CheckpointFolder.PRUNED + "/"))
                        .toList());
    }

    @Test
    void checkpointsAreNamedAsIsSaid() {
        assertThat(CheckpointId.at(1, 2).text()).matches("step-\\d{10}-w\\d{4}");
        assertThat(CheckpointId.at(1, 2, 3).text()).matches("step-\\d{10}-w\\d{4}-b\\d{10}");
    }

    @Test
    void everyFileOfACheckpointIsListed() throws IllegalAccessException {
        // Given
        var files = new TreeSet<>(List.of(StudentState.FILE, CheckpointManifest.FILE));
        for (var field : CheckpointFolder.class.getFields()) {
            if (field.get(null) instanceof String name && !name.equals(CheckpointFolder.PRUNED)) {
                files.add(name);
            }
        }
        // When
        var listed = FORMATS.tablesHeaded("file", "holds").get(0).firstCode();
        // Then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(files);
    }

    private static List<String> listed() {
        return FORMATS.blocks().stream()
                .filter(block -> block.section().equals("Artifact store"))
                .flatMap(block -> block.text().lines())
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.replaceFirst(" {2,}.*", ""))
                .toList();
    }

    private static String checkpoints() {
        return place(STORE.checkpoints("<run>", 99, "<student>"));
    }

    private static String place(Path path) {
        return Path.of("/").relativize(path).toString().replace("g99", "g<n>");
    }
}
