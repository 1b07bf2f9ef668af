package dev.limbeck.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.local.view.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How a list is printed. Named in lower case, as they are typed. */
enum ListFormat {
    table,
    wide,
    json,
    yaml;

    boolean isTable() {
        return this == table || this == wide;
    }

    /** @param single whether a document of its own is asked for, rather than a list */
    <T> List<String> lines(List<T> items, Table<T> columns, boolean single) {
        Object document = single ? items.get(0) : Map.of("items", items);
        return switch (this) {
            case table -> columns.lines(items, false);
            case wide -> columns.lines(items, true);
            case json -> List.of(new String(ContractJson.writePretty(document), StandardCharsets.UTF_8));
            case yaml -> List.of(yaml(document));
        };
    }

    /** One item of a stream of them. */
    <T> List<String> lines(T item, Table<T> columns, boolean withHeading) {
        return switch (this) {
            case table, wide -> {
                var lines = columns.lines(List.of(item), this == wide);
                yield withHeading ? lines : lines.subList(1, lines.size());
            }
            case json -> List.of(new String(ContractJson.write(item), StandardCharsets.UTF_8));
            case yaml -> List.of(yaml(item));
        };
    }

    private static String yaml(Object document) {
        try {
            return ContractJson.strictYaml().writeValueAsString(document).stripTrailing();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result cannot be written as YAML", e);
        }
    }
}
