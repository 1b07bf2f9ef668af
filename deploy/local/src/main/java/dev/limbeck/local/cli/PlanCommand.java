package dev.limbeck.local.cli;

import dev.limbeck.contract.api.RunPlan;
import dev.limbeck.local.view.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(name = "plan", description = "Shows what limbeck apply would do. Nothing is created.")
final class PlanCommand extends ApiCommand {
    private static final Table<RunPlan.Topic> TOPICS = Table.<RunPlan.Topic>builder()
            .text("TOPIC", 12, RunPlan.Topic::name)
            .number("PARTITIONS", 10, topic -> Integer.toString(topic.partitions()))
            .text("", 12, topic -> topic.exists() ? "exists" : "to be created")
            .build();

    private static final Table<RunPlan.Student> STUDENTS = Table.<RunPlan.Student>builder()
            .text("STUDENT", 12, RunPlan.Student::name)
            .text("NETWORK", 12, RunPlan.Student::network)
            .text("LEARNS FROM", 12, RunPlan.Student::examples)
            .text("", 7, student -> student.control() ? "control" : "")
            .build();

    @Mixin
    private final RunFile file = new RunFile();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunPlan plan = orchestrator().plan(file.document());
        print(output.format() == OutputFormat.json ? List.of(ResultJson.of(plan)) : lines(plan));
        return ExitCode.OK;
    }

    private static List<String> lines(RunPlan plan) {
        var lines = new ArrayList<String>();
        lines.add("run %s %s, generation %d"
                .formatted(plan.run(), plan.isNew() ? "is new" : "is declared anew", plan.generation()));
        lines.add("");
        lines.addAll(TOPICS.lines(plan.topics(), false));
        lines.add("");
        lines.addAll(STUDENTS.lines(plan.students(), false));
        lines.add("");
        plan.warnings().forEach(warning -> lines.add("warning: " + warning));
        return lines;
    }
}
