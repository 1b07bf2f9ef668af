package dev.limbeck.contract.lifecycle;

import java.util.Optional;

/** What people and other programs say in their own words: kept for ever, so no more of it than somebody would read. */
final class BoundedText {
    private static final String CUT = "…";

    private BoundedText() {}

    static String of(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    static Optional<String> of(Optional<String> text, int longest) {
        return text.map(words -> of(words, longest));
    }
}
