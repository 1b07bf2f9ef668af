package dev.limbeck.network.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way to an engine that computes rightly: tested once, then told what it may use. */
public final class TestedEngine {
    private static final Logger log = LoggerFactory.getLogger(TestedEngine.class);
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(4);

    private TestedEngine() {}

    /**
     * What is known of this machine, or is found out now.
     *
     * @param library what is to be tested
     * @param libraryFolder where it lies, and the verdict beside it
     * @param threads of one tensor operation
     */
    public static Verdict verdict(String library, Path libraryFolder, int threads) {
        var environment = System.getenv();
        var subject = Subject.of(
                library,
                Processor.describe(),
                threads,
                environment,
                InstructionSet.toTry(
                        Optional.ofNullable(System.getProperty(InstructionSet.SETTING))
                                .or(() -> Optional.ofNullable(environment.get(variableOf(InstructionSet.SETTING)))),
                        Optional.ofNullable(environment.get(InstructionSet.VARIABLE)),
                        System.getProperty("os.arch")));
        return new VerdictFolder(libraryFolder).of(subject, probe(threads));
    }

    /** The self-test in a process of its own. */
    public static Probe probe(int threads) {
        return new ProbeProcess(
                SelfTestCommand.of(threads),
                // What is freed stays at hand, so that what is taken next is what was spoilt before.
                Map.of(
                        "MALLOC_TRIM_THRESHOLD_", "268435456",
                        "MALLOC_MMAP_THRESHOLD_", "33554432",
                        "ONEDNN_VERBOSE", "check"),
                LONGEST_PROBE);
    }

    /**
     * Prepares this process, before the native library is loaded.
     *
     * @throws UnsoundEngineException when nothing is right
     */
    public static Attempt prepare(Verdict verdict) {
        Attempt accepted = verdict.required();
        if (!verdict.rejected().isEmpty()) {
            log.warn(
                    "PyTorch is used with {} only, for it is not right here {}",
                    accepted.instructionSet(),
                    verdict.rejected());
        }
        NativeEnvironment.set(InstructionSet.VARIABLE, accepted.instructionSet().cap());
        return accepted;
    }

    private static String variableOf(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(java.util.Locale.ROOT);
    }
}
