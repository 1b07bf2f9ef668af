package dev.limbeck.local.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.check.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a declaration itself. Its reader stops at the first thing, so that is taken out and the rest read
 * again, as long as that gets any further.
 *
 * @param checks one for each thing that is wrong; one that is ok if nothing is
 * @param run what is left of it; empty where that is no run
 */
public record SpecChecks(List<Check> checks, Optional<DistillationRun> run) {
    private static final int MOST = 100;

    public SpecChecks {
        checks = List.copyOf(checks);
    }

    public static SpecChecks of(JsonNode document) {
        JsonNode rest = document.deepCopy();
        var checks = new ArrayList<Check>();
        var met = new HashSet<String>();
        while (checks.size() < MOST) {
            try {
                DistillationRun run = RunSpecReader.read(rest.toString());
                if (checks.isEmpty()) {
                    checks.add(new Check(
                            "spec",
                            true,
                            "run %s, %d students"
                                    .formatted(run.name(), run.spec().students().size())));
                }
                return new SpecChecks(checks, Optional.of(run));
            } catch (InvalidRunSpecException wrong) {
                if (!met.add(wrong.path())) {
                    break; // taken out, it is missed
                }
                checks.add(new Check(wrong.path().isEmpty() ? "document" : wrong.path(), false, wrong.problem()));
                if (!takeOut(rest, wrong.path())) {
                    break;
                }
            }
        }
        return new SpecChecks(checks, Optional.empty());
    }

    /** @return whether there was anything at the path */
    private static boolean takeOut(JsonNode document, String path) {
        int last = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        JsonNode holder = last < 0 ? document : document.at(pointer(path.substring(0, last)));
        String name = path.substring(last + 1).replace("]", "");
        if (holder instanceof ObjectNode fields) {
            return fields.remove(name) != null;
        }
        return holder instanceof ArrayNode items && items.remove(Integer.parseInt(name)) != null;
    }

    /** {@code spec.students[0]} as JSON has it: {@code /spec/students/0}. */
    private static String pointer(String path) {
        return "/" + path.replace('.', '/').replace('[', '/').replace("]", "");
    }
}
