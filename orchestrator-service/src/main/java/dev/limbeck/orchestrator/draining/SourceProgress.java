package dev.limbeck.orchestrator.draining;

import dev.limbeck.contract.lifecycle.RunState;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far a run's teacher has come on the source topic. */
interface SourceProgress {
    /** Per partition, the first record that is not labelled yet; one of which none was labelled need not be there. */
    Map<TopicPartition, Long> next(RunState state);

    /** Records that the run has labelled or dead-lettered, all its generations together; fewer as long as it counts. */
    long records(RunState state);
}
