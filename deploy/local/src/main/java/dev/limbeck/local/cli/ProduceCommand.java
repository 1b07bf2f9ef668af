package dev.limbeck.local.cli;

import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.local.traffic.DigitTraffic;
import dev.limbeck.local.traffic.TrafficProducer;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "produce", description = "Streams drawn digits without labels to a topic, by default to the demo's.")
final class ProduceCommand implements Callable<Integer> {
    /** How the digits look. */
    enum Style {
        standard,
        drifted
    }

    /** What was streamed. */
    record Produced(String topic, long from, long records) {}

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Default: ${DEFAULT-VALUE}.")
    private String topic = "production.digits";

    @Option(names = "--records", paramLabel = "N", description = "How many records. Default: ${DEFAULT-VALUE}.")
    private long records = 10_000;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second. Default: ${DEFAULT-VALUE}.")
    private double rate = 1_000;

    @Option(
            names = "--from",
            paramLabel = "INDEX",
            description =
                    "Index of the first digit; the same index always gives the same digit. Default: ${DEFAULT-VALUE}.")
    private long from = 1_000_000;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the digits. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--style",
            paramLabel = "NAME",
            description = "Style of the digits: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Style style = Style.standard;

    @Override
    public Integer call() throws Exception {
        if (records < 1 || !(rate > 0) || from < 0) {
            throw new IllegalArgumentException(
                    "--records is %d, --rate is %s, --from is %d; allowed are 1 or more, above 0, 0 or more"
                            .formatted(records, rate, from));
        }
        var digits = new DigitGenerator(seed, style == Style.standard ? DigitStyle.standard() : DigitStyle.drifted());
        var kafka = broker.connection("produce");
        var producer = new TrafficProducer(kafka, topic, new DigitTraffic(digits), Clock.systemUTC());
        producer.send(from, Math.addExact(from, records), rate);
        var produced = new Produced(topic, from, producer.acknowledged());
        System.out.println(
                output.format() == OutputFormat.json
                        ? ResultJson.of(produced)
                        : "%,d records streamed to %s".formatted(produced.records(), topic));
        return ExitCode.OK;
    }
}
