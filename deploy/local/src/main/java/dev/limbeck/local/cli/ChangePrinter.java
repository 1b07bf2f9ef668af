package dev.limbeck.local.cli;

import dev.limbeck.local.api.Orchestrator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Prints everything there is, then every change, once each. */
final class ChangePrinter<T> {
    private final Listing<T> listing;
    private final ListFormat format;
    private final Consumer<List<String>> out;
    private final Map<String, Object> printed = new HashMap<>();

    ChangePrinter(Listing<T> listing, ListFormat format, Consumer<List<String>> out) {
        this.listing = listing;
        this.format = format;
        this.out = out;
    }

    /**
     * Goes on over interruptions of the connection, as what was printed is not printed again.
     *
     * @param notes told of them
     */
    void follow(Orchestrator orchestrator, Optional<String> run, Consumer<String> notes) throws InterruptedException {
        listing.fetch().of(orchestrator, run).forEach(this::heard);
        new Listening(orchestrator, run).follow(listing.hearing().apply(this::heard), notes);
    }

    private void heard(T item) {
        boolean first = printed.isEmpty();
        Object shown = format.isTable() ? listing.table().content(item, format == ListFormat.wide) : item;
        if (!shown.equals(printed.put(listing.identity().apply(item), shown))) {
            out.accept(format.lines(item, listing.table(), first));
        }
    }
}
