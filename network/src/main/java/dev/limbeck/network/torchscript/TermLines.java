package dev.limbeck.network.torchscript;

import dev.limbeck.network.objective.LossTerm;

/**
 * What of one term goes to which place of a step; empty where nothing does.
 *
 * @param value before labels are looked at
 * @param valueByLabels where some example has a hard label
 * @param weighted its share of the loss there
 * @param weightedWithoutLabels its share of the loss elsewhere
 * @param mean after the update
 */
record TermLines(String value, String valueByLabels, String weighted, String weightedWithoutLabels, String mean) {
    static TermLines of(LossTerm term) {
        String x = term.variable();
        String comment = "# " + term.comment() + "\n";
        return switch (term.target()) {
            case SOFT ->
                new TermLines(
                        comment + x + " = torch.zeros([1])\nif soft_target_weight > 0.:\n"
                                + term.script().indent(2),
                        "",
                        x + " * soft_weights",
                        x + " * soft_target_weight",
                        "%1$s_value = float(torch.mean(%1$s))".formatted(x));
            case HARD ->
                new TermLines(
                        comment + x + "_value = 0.",
                        term.script() + "%1$s_value = float(torch.sum(%1$s) / torch.sum(known))".formatted(x),
                        x + " * (1. - adjusted_weight)",
                        "",
                        "");
        };
    }
}
