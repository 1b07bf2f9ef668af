package dev.limbeck.local.cli;

import dev.limbeck.contract.json.ShortDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time on the command line, written as in a run's declaration: {@code 500ms}, {@code 20s}, {@code 5m}. */
final class ShortTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            var time = ShortDuration.parse(text);
            if (time.isZero()) {
                throw new TypeConversionException("'" + text + "' is nothing; allowed is more");
            }
            return time;
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException(String.valueOf(malformed.getMessage()));
        }
    }
}
