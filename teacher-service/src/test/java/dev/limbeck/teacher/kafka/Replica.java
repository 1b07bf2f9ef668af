package dev.limbeck.teacher.kafka;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.labelling.LabellingListener;
import dev.limbeck.teacher.operation.TeacherProgress;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A labelling loop on a thread of its own, with its own network. */
record Replica(LabellingLoop loop, TeacherProgress progress, InferenceNetwork network, CompletableFuture<Void> end) {
    static Replica start(Generation run, String instance, InferenceNetwork network, LabellingListener listener) {
        var progress = new TeacherProgress(run.name());
        var loop = new LabellingLoop(
                Brokers.connection(),
                run,
                instance,
                new Labeller(network, run.spec().signature(), "t-1"),
                progress.and(listener),
                Clock.systemUTC(),
                Ticker.SYSTEM);
        return new Replica(loop, progress, network, CompletableFuture.runAsync(loop::run));
    }

    void stop() {
        loop.stop();
        end.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
