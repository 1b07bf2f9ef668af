package dev.limbeck.teacher.process;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may tune of a teacher process. What it is to do is declared by the runs. */
@ConfigMapping(prefix = "limbeck.teacher")
public interface TeacherConfig {
    /** How often training says in the log how far it is. */
    @WithDefault("5s")
    Duration logEvery();
}
