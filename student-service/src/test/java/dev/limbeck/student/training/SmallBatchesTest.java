package dev.limbeck.student.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.Disposition;
import dev.limbeck.student.batch.MiniBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Students whose network has batch norm on single values, which has no variance of one example. */
class SmallBatchesTest {
    private static final Signature TINY = Signature.ofClasses(Shape.of(1, 4, 4), 4, Normalisation.of(127, 64));
    private static final String FIRST_LAYER = "    x = torch.conv2d(x, self.stem_weight,";
    private static final String LAST_LAYER = "    x = torch.linear(";

    @TempDir
    Path folder;

    @Test
    void aBatchOfOneIsPassedOverAndNobodyIsBlamedForIt() throws Exception {
        try (var student = student(authored())) {
            // Given
            var before = student.weightsNow().network();
            var batch = batchOf(picture(1));
            // When
            var applied = student.apply(batch, Adjustment.NONE);
            // Then
            assertThat(applied.batch().refused()).isEmpty();
            assertThat(applied.isHopeless(batch)).isFalse();
            assertThat(student.state().position().ledger()).isEqualTo(new Ledger(0, 0, 0, Map.of("TOO_FEW", 1L)));
            assertThat(student.weightsNow().network()).isEqualTo(before);
        }
    }

    @Test
    void amongOthersExactlyTheCulpritIsFound() throws Exception {
        try (var student = student(authored())) {
            // When
            var applied = student.apply(
                    batchOf(picture(1), picture(2), picture(3), huge("poison"), picture(4)), Adjustment.NONE);
            // Then
            assertThat(applied.outcome()).isPresent();
            assertThat(applied.batch().items())
                    .extracting(MiniBatch.Item::offset)
                    .containsExactly(0L, 1L, 2L, 4L);
            assertThat(student.state().position().ledger()).isEqualTo(new Ledger(4, 0, 1, Map.of()));
        }
    }

    @Test
    void whatACulpritLeavesAloneIsPassedOver() throws Exception {
        try (var student = student(authored())) {
            // When
            student.apply(batchOf(huge("poison"), picture(1)), Adjustment.NONE);
            // Then
            assertThat(student.state().position().ledger()).isEqualTo(new Ledger(0, 0, 1, Map.of("TOO_FEW", 1L)));
        }
    }

    @Test
    void aBroughtNetworkThatRaisesOnOneValueLosesThatRecordAlone() throws Exception {
        try (var student = student(raising(FIRST_LAYER, "bool(torch.any(torch.gt(x, 1.0e6)))"))) {
            // When
            var applied = student.apply(batchOf(picture(1), large("odd"), picture(2), picture(3)), Adjustment.NONE);
            // Then
            assertThat(applied.batch().refused()).singleElement().satisfies(refused -> {
                assertThat(refused.rejection().reason()).isEqualTo(RejectionReason.NETWORK_RAISED);
                assertThat(refused.rejection().detail()).contains("for a test");
            });
            assertThat(student.state().position().ledger()).isEqualTo(new Ledger(3, 0, 1, Map.of()));
        }
    }

    @Test
    void aBroughtNetworkThatRaisesOnASingleExampleIsTrainedInPairs() throws Exception {
        try (var student = student(raising(LAST_LAYER, "torch.size(x, 0) < 2"))) {
            // When
            student.apply(batchOf(picture(1)), Adjustment.NONE);
            student.apply(batchOf(picture(2), picture(3)), Adjustment.NONE);
            // Then
            assertThat(student.smallestBatch()).isEqualTo(2);
            assertThat(student.state().position().ledger()).isEqualTo(new Ledger(2, 0, 0, Map.of("TOO_FEW", 1L)));
        }
    }

    private static MiniBatch batchOf(DistillationExample... examples) {
        var composition = new MiniBatch.Composition();
        for (int i = 0; i < examples.length; i++) {
            composition.add(Examples.at(0, i, examples[i]), new Disposition.Train(examples[i]));
        }
        return composition.close();
    }

    private static DistillationExample picture(int seed) {
        return Examples.example(TINY, seed);
    }

    /** Finite as a record, but not when a network multiplies it. */
    private static DistillationExample huge(String id) {
        return filled(id, Float.MAX_VALUE);
    }

    private static DistillationExample large(String id) {
        return filled(id, 1e9f);
    }

    private static DistillationExample filled(String id, float value) {
        float[] values = new float[TINY.only().shape().elements()];
        Arrays.fill(values, value);
        var like = picture(1);
        return new DistillationExample(
                new ProductionRecord(
                        id,
                        Tensor.ofFloats(TINY.only().shape(), values),
                        like.record().hardLabel(),
                        like.record().eventTime()),
                like.softTarget());
    }

    private static byte[] authored() {
        return BuiltinNetworks.author("builtin:resnet-8x4", TINY, 7);
    }

    /** Raises before a layer, in training, where the condition holds. */
    private static byte[] raising(String layer, String condition) throws Exception {
        String raise = """
                    if self.training and %s:
                      ops.prim.RaiseException("for a test", "builtins.ValueError")
                    else:
                      pass
                """.formatted(condition);
        var brought = new ByteArrayOutputStream();
        try (var original = new ZipInputStream(new ByteArrayInputStream(authored()));
                var copy = new ZipOutputStream(brought)) {
            for (var entry = original.getNextEntry(); entry != null; entry = original.getNextEntry()) {
                byte[] bytes = original.readAllBytes();
                if (entry.getName().endsWith(".py")) {
                    bytes = new String(bytes, UTF_8)
                            .replace(layer, raise + layer)
                            .getBytes(UTF_8);
                }
                copy.putNextEntry(stored(entry.getName(), bytes));
                copy.write(bytes);
            }
        }
        return brought.toByteArray();
    }

    /** As TorchScript stores what it writes. */
    private static ZipEntry stored(String name, byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        return entry;
    }

    private Student student(byte[] network) throws Exception {
        var spec = Examples.student("network.pt");
        Path file = Files.write(folder.resolve("network.pt"), network);
        var trainable = new DjlNetworkRuntime(1).openTrainable(file, TINY, spec.objective(), spec.optimizer());
        return Student.untrained(Examples.generation("run"), spec, trainable, "n", 1, Examples.ARITHMETIC);
    }
}
