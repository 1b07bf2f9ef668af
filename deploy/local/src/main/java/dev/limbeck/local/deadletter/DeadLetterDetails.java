package dev.limbeck.local.deadletter;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.kafka.deadletter.StoredDeadLetter;
import dev.limbeck.local.terminal.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * All there is to know about one dead letter.
 *
 * @param headers in their order; a name may come more than once
 * @param head the first bytes of its value, in hexadecimal digits
 * @param undecodable why there is nothing decoded
 */
public record DeadLetterDetails(
        DeadLetterRow letter,
        String key,
        List<Header> headers,
        String head,
        Optional<DecodedView> decoded,
        Optional<String> undecodable) {
    private static final int HEAD_BYTES = 256;

    public DeadLetterDetails {
        headers = List.copyOf(headers);
    }

    /** The value as text where it is text. */
    public record Header(String name, String value) {}

    public static DeadLetterDetails of(StoredDeadLetter stored) {
        byte[] value = stored.record().value();
        byte[] head = value == null ? new byte[0] : Arrays.copyOf(value, Math.min(value.length, HEAD_BYTES));
        var headers = StreamSupport.stream(stored.record().headers().spliterator(), false)
                .map(header -> new Header(Printable.text(header.key()), Printable.bytes(header.value())))
                .toList();
        var decoded = DecodedView.of(stored);
        return new DeadLetterDetails(
                DeadLetterRow.of(stored),
                Printable.bytes(stored.record().key()),
                headers,
                HexFormat.of().formatHex(head),
                decoded instanceof Decoded.Accepted<DecodedView> view ? Optional.of(view.message()) : Optional.empty(),
                decoded instanceof Decoded.Accepted<DecodedView>
                        ? Optional.empty()
                        : Optional.of(refusal(((Decoded.Rejected<DecodedView>) decoded).rejection())));
    }

    private static String refusal(Rejection rejection) {
        return rejection.reason() + ": " + Printable.text(rejection.detail());
    }

    /** For a person. */
    public List<String> lines() {
        var lines = new ArrayList<>(DeadLetterRow.TABLE.lines(List.of(letter), false));
        lines.add("");
        lines.add("key          " + key);
        headers.forEach(header -> lines.add("header       %s = %s".formatted(header.name(), header.value())));
        lines.add("");
        decoded.ifPresent(view -> lines.addAll(view.lines()));
        undecodable.ifPresent(reason -> lines.add("cannot be decoded: " + reason));
        lines.add("");
        byte[] shown = HexFormat.of().parseHex(head);
        lines.add("value        %,d bytes%s"
                .formatted(letter.bytes(), shown.length < letter.bytes() ? ", the first " + shown.length + ":" : ""));
        lines.addAll(HexDump.lines(shown));
        return lines;
    }
}
