package dev.limbeck.orchestrator;

import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.reading.ReadingThread;
import dev.limbeck.orchestrator.provisioning.ProvisionOrders;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Has orders to provision carried out without the channel that brings them. */
final class TakenOrders implements AutoCloseable {
    private final KafkaConnection connection;
    private final ProvisionOrders orders;
    private final ReadingThread thread = new ReadingThread("provision-orders", this::take, Ticker.SYSTEM);

    TakenOrders(KafkaConnection connection, ProvisionOrders orders) {
        this.connection = connection;
        this.orders = orders;
        thread.start();
    }

    private void take(BooleanSupplier goesOn) throws InterruptedException {
        try (var consumer =
                connection.groupConsumer("provision-orders", ProvisionOrders.GROUP, OffsetReset.EARLIEST, 10)) {
            consumer.subscribe(List.of(RunTopics.RUN_ORDERS));
            while (goesOn.getAsBoolean()) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    orders.take(record);
                }
                consumer.commitSync();
            }
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
