package dev.limbeck.network.torchscript;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What PyTorch says is wrong, out of what it says: around the reason it prints the source it was about, and where a call
 * failed, every line of code on the way there.
 */
public final class PyTorchReason {
    private static final String ERROR = "[A-Za-z_.]*(?:Error|Exception): .*";
    private static final int LONGEST = 400;

    private PyTorchReason() {}

    /** One line, without PyTorch's source excerpts; never empty. */
    public static String of(Throwable failure) {
        return of(String.valueOf(failure.getMessage()));
    }

    static String of(String message) {
        var lines = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return "no reason";
        }
        var reason = message.contains("Traceback of TorchScript") ? ofACall(lines) : ofTheSource(lines);
        String line = reason.replaceAll("\\p{Cntrl}", " ").replaceFirst("\\s*:$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** A call that failed: the reason stands behind all excerpts. */
    private static String ofACall(List<String> lines) {
        int last = lines.size() - 1;
        for (int i = last; i >= 0; i--) {
            if (lines.get(i).matches(ERROR)) {
                String reason = String.join(" ", lines.subList(i, lines.size()));
                return reason.substring(reason.indexOf(": ") + 2);
            }
        }
        return lines.get(last);
    }

    /** Source that is not understood: the reason stands before the excerpt. */
    private static String ofTheSource(List<String> lines) {
        String reason = lines.stream()
                .takeWhile(line -> !line.startsWith("File \""))
                .filter(line -> !line.equals(":"))
                .collect(Collectors.joining(" "));
        return reason.isEmpty() ? lines.get(0) : reason;
    }
}
