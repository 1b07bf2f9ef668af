package dev.limbeck.teacher.training;

import java.io.IOException;
import java.nio.file.Path;

/** Where a declared teacher comes from. Two teachers of one declaration are the same to the run. */
interface TeacherOrigin {
    /** Digest of all that the teacher depends on, content of files included. */
    String declaration();

    /** @param workFolder empty, for this alone, gone afterwards */
    MadeTeacher make(Path workFolder) throws IOException, InterruptedException;
}
