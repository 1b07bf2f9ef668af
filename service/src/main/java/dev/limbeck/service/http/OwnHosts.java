package dev.limbeck.service.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * By which names this server may be asked. A page whose own name is made to lead here (DNS rebinding) asks by that name;
 * an address leads nowhere else, so every address may be used.
 *
 * @param names lower-case
 */
record OwnHosts(Set<String> names) {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("\\[[0-9A-Fa-f:.%]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");

    OwnHosts {
        names = Set.copyOf(names);
    }

    /**
     * @param bound where the server listens
     * @param more that it is known by
     */
    static OwnHosts of(String bound, Collection<String> more) {
        var names = new TreeSet<String>();
        names.add("localhost");
        names.add(bound.toLowerCase(Locale.ROOT));
        more.forEach(name -> names.add(name.strip().toLowerCase(Locale.ROOT)));
        return new OwnHosts(names);
    }

    /** @param host as the header has it, with or without a port */
    boolean include(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return V4.matcher(name).matches() || V6.matcher(name).matches() || names.contains(name);
    }
}
