package dev.limbeck.local.cli;

/** How a command prints its result. Named in lower case, as they are typed. */
enum OutputFormat {
    table,
    json
}
