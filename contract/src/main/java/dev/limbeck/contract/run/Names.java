package dev.limbeck.contract.run;

import dev.limbeck.contract.field.InvalidField;
import java.util.regex.Pattern;

/** Names that become part of topic names, paths and metric tags. */
final class Names {
    static final String ALLOWED = "1 to 63 lower-case letters, digits and inner hyphens";
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private Names() {}

    static String require(String field, String name) {
        InvalidField.require(FORM.matcher(name).matches(), field, name, ALLOWED);
        return name;
    }
}
