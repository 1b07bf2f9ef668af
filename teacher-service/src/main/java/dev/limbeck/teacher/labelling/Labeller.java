package dev.limbeck.teacher.labelling;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.Answer;
import dev.limbeck.network.InferenceNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The teacher at work: bytes of source records in, one verdict for each out. For one thread at a time. */
public final class Labeller {
    private final InferenceNetwork network;
    private final Signature signature;
    private final String teacherVersion;

    public Labeller(InferenceNetwork network, Signature signature, String teacherVersion) {
        this.network = network;
        this.signature = signature;
        this.teacherVersion = teacherVersion;
    }

    private record Accepted(int index, ProductionRecord record) {}

    /**
     * One verdict for each value, in order.
     *
     * @throws dev.limbeck.network.NetworkRaisedException when the network raises whatever it is given
     */
    public List<Verdict> label(List<byte @Nullable []> values) {
        var verdicts = new Verdict[values.size()];
        var accepted = new ArrayList<Accepted>();
        for (int i = 0; i < verdicts.length; i++) {
            var decoded = RecordCodec.decodeRecord(values.get(i), signature);
            if (decoded instanceof Decoded.Accepted<ProductionRecord> usable) {
                accepted.add(new Accepted(i, usable.message()));
            } else {
                var refused = (Decoded.Rejected<ProductionRecord>) decoded;
                verdicts[i] = new Verdict.Unusable(refused.rejection());
            }
        }
        judge(accepted, verdicts);
        return List.of(verdicts);
    }

    private void judge(List<Accepted> accepted, Verdict[] verdicts) {
        var answers = Answer.of(
                network, accepted.stream().map(one -> one.record().inputs()).toList());
        for (int i = 0; i < accepted.size(); i++) {
            var one = accepted.get(i);
            if (answers.get(i) instanceof Answer.Given given) {
                verdicts[one.index()] = verdict(one.record(), given.output());
            } else {
                var raised = (Answer.Raised) answers.get(i);
                verdicts[one.index()] = new Verdict.Unusable(new Rejection(
                        RejectionReason.NETWORK_RAISED,
                        "teacher %s raises on it: %s".formatted(teacherVersion, raised.reason())));
            }
        }
    }

    private Verdict verdict(ProductionRecord record, Output output) {
        if (!output.isFinite()) {
            return new Verdict.Unusable(new Rejection(
                    RejectionReason.NON_FINITE,
                    "teacher %s gives a NaN or infinite %s for it"
                            .formatted(teacherVersion, signature.task().noun())));
        }
        return new Verdict.Labelled(new DistillationExample(record, new SoftTarget(teacherVersion, output)));
    }
}
