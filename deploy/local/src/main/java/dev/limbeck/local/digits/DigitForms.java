package dev.limbeck.local.digits;

import dev.limbeck.local.seeded.Draws;
import java.util.Arrays;
import java.util.List;

/** The ways people write each digit, the plainest first. */
final class DigitForms {

    private static final List<List<List<Stroke>>> FORMS = List.of(
            List.of(
                    form("52,2 28,14 20,50 30,88 52,98 74,86 81,50 72,13 52,2"),
                    form("62,9 42,4 24,30 24,68 42,96 66,92 79,64 76,28 58,6 44,12"),
                    form("44,5 23,26 21,70 47,97 76,80 80,30 60,5")),
            List.of(
                    form("52,2 51,50 50,98"),
                    form("30,24 54,2! 54,50 53,98"),
                    form("33,20 52,3! 52,50 52,97", "30,97 52,97 74,97")),
            List.of(
                    form("22,26 36,6 60,4 76,22 66,48 42,74 20,96! 50,95 80,95"),
                    form("24,24 42,3 68,10 70,38 48,72 26,92 18,82 34,76 56,91 82,92"),
                    form("24,14 52,3 76,16 68,44 22,95! 80,93")),
            List.of(
                    form("24,12 50,2 74,16 68,38 44,47! 72,56 78,78 54,98 22,88"),
                    form("22,5 74,5! 44,42! 72,52 78,78 52,98 20,86"),
                    form("24,16 48,2 72,16 64,40 42,46 50,50 74,62 70,90 44,98 22,84")),
            List.of(
                    form("28,4 23,34 20,58! 50,57 84,56", "66,8 64,50 60,98"),
                    form("62,98 62,50 62,3! 38,36 16,68! 50,68 84,68"),
                    form("38,3 29,30 18,60! 48,62 80,58", "61,36 58,66 54,98")),
            List.of(
                    form("74,4 52,4 30,5! 27,42! 52,36 76,54 74,82 48,98 20,88"),
                    form("32,7 28,43! 56,40 76,62 64,92 38,98 20,86", "32,7 54,6 80,2"),
                    form("76,8 50,3 30,14 31,36 54,46 74,62 70,88 44,98 20,88")),
            List.of(
                    form("66,4 40,22 24,56 28,86 50,98 72,84 70,60 48,52 27,70"),
                    form("54,2 36,34 24,66 32,92 54,97 74,80 66,60 44,58 26,76"),
                    form("76,14 60,3 36,16 22,54 30,90 56,97 76,76 62,54 38,58 25,74")),
            List.of(
                    form("18,8 48,7 80,6! 62,46 44,98"),
                    form("18,8 48,7 80,6! 62,46 44,98", "36,51 54,50 76,48"),
                    form("20,24 22,8! 50,9 79,8! 58,40 50,70 49,98")),
            List.of(
                    form("70,16 50,2 30,14 34,36 54,50 74,70 66,94 42,97 26,80 38,58 60,42 72,22 66,10"),
                    form("50,3 30,12 30,36 50,47 70,36 70,12 50,3", "50,47 26,60 26,88 50,98 75,88 75,60 50,47"),
                    form("76,13 46,3 30,20 46,44 70,62 68,90 44,98 26,82 36,58 62,40 79,14")),
            List.of(
                    form("73,18 52,3 28,14 25,38 46,52 67,40 74,14! 72,60 60,98"),
                    form("74,12 50,2 27,16 28,42 50,52 73,36", "75,6 74,50 73,98"),
                    form("73,20 50,3 28,18 30,44 54,50 72,34 76,16! 76,60 66,92 44,98 24,88")));

    private DigitForms() {}

    /** Chooses a form: with probability {@code alternates} one of those that are not the plainest. */
    static List<Stroke> choose(int label, Draws draws, double alternates) {
        var forms = FORMS.get(label);
        return forms.get(draws.happens(alternates) ? 1 + draws.below(forms.size() - 1) : 0);
    }

    private static List<Stroke> form(String... strokes) {
        return Arrays.stream(strokes).map(Stroke::through).toList();
    }
}
