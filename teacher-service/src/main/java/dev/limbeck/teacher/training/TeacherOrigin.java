package dev.limbeck.teacher.training;

import dev.limbeck.contract.configuration.ConfigurationDigest;
import java.io.IOException;
import java.nio.file.Path;

/** Where a declared teacher comes from. Two teachers of one declaration are the same to the run. */
interface TeacherOrigin {
    /** Digest of all that the teacher depends on, content of files included. */
    ConfigurationDigest declaration();

    /** @param workFolder empty, for this alone, gone afterwards */
    MadeTeacher make(Path workFolder) throws IOException, InterruptedException;
}
