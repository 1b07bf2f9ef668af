package dev.limbeck.network.torchscript;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The {@code forward} of an archive's outermost module, as its code declares it.
 *
 * @param arguments in order, without the module itself
 * @param result its type, {@code Tensor} or {@code Dict[str, Tensor]} for example
 */
record Forward(List<Argument> arguments, String result) {
    private static final String DEFINITION = "\n  def forward(";

    /** @param mayBeLeftOut whether it has a default */
    record Argument(String name, boolean mayBeLeftOut) {}

    /** Empty where it is written in a way that is not known: PyTorch will say what it thinks of it. */
    static Optional<Forward> of(TorchScriptArchive archive) {
        String qualified = archive.rootClass();
        int dot = qualified.lastIndexOf('.');
        byte[] source = archive.entries()
                .get("code/%s.py".formatted(qualified.substring(0, dot).replace('.', '/')));
        return Optional.ofNullable(source)
                .flatMap(code -> bodyOf(qualified.substring(dot + 1), new String(code, StandardCharsets.UTF_8)))
                .flatMap(Forward::parse);
    }

    private static Optional<String> bodyOf(String name, String source) {
        return Pattern.compile(
                        "^class " + Pattern.quote(name) + "\\(.*?(?=^\\S|\\z)", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(source)
                .results()
                .map(MatchResult::group)
                .findFirst();
    }

    private static Optional<Forward> parse(String body) {
        int at = body.indexOf(DEFINITION);
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + DEFINITION.length();
        int to = body.indexOf(") -> ", from);
        int end = body.indexOf(":\n", to);
        if (to < 0 || end < 0) {
            return Optional.empty();
        }
        var arguments = new ArrayList<Argument>();
        for (String declared : declarations(body.substring(from, to))) {
            int colon = declared.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            arguments.add(new Argument(declared.substring(0, colon).strip(), declared.contains("=")));
        }
        return arguments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Forward(
                        List.copyOf(arguments.subList(1, arguments.size())),
                        body.substring(to + ") -> ".length(), end).strip()));
    }

    /** A comma inside of brackets is part of a type. */
    private static List<String> declarations(String list) {
        var declarations = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                declarations.add(list.substring(from, i));
                from = i + 1;
            }
        }
        declarations.add(list.substring(from));
        return declarations;
    }
}
