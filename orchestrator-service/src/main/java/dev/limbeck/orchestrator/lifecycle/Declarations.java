package dev.limbeck.orchestrator.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.TeacherSpec;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What of a declaration may change in a running run, and what may not. */
final class Declarations {
    private Declarations() {}

    static DistillationRun withTeacher(DistillationRun run, TeacherSpec teacher) {
        return with(run, teacher, run.spec());
    }

    /** Path of the first field that differs and may not. */
    static Optional<String> fixedDifference(DistillationRun declared, DistillationRun anew) {
        var permitted = with(declared, anew.spec().teacher(), anew.spec());
        return difference("", tree(permitted), tree(anew));
    }

    private static DistillationRun with(DistillationRun run, TeacherSpec teacher, RunSpec changeable) {
        var spec = run.spec();
        return new DistillationRun(
                run.apiVersion(),
                run.kind(),
                run.metadata(),
                new RunSpec(
                        spec.source(),
                        spec.signature(),
                        teacher,
                        spec.students(),
                        spec.batching(),
                        spec.deduplication(),
                        spec.checkpoint(),
                        spec.evaluation(),
                        changeable.promotion(),
                        changeable.watch(),
                        changeable.redistil(),
                        changeable.deadLetters(),
                        changeable.completion()));
    }

    private static JsonNode tree(DistillationRun run) {
        return ContractJson.read(ContractJson.write(run), JsonNode.class);
    }

    private static Optional<String> difference(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        if (before.isObject() && after.isObject()) {
            var names = new TreeSet<String>();
            addAll(names, before.fieldNames());
            addAll(names, after.fieldNames());
            return names.stream()
                    .flatMap(name ->
                            difference(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name))
                                    .stream())
                    .findFirst();
        }
        if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int index = 0; index < before.size(); index++) {
                var found = difference(path + "[" + index + "]", before.get(index), after.get(index));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.of(path);
    }

    private static void addAll(Set<String> names, Iterator<String> more) {
        more.forEachRemaining(names::add);
    }
}
