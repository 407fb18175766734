package dev.patchbay.shell.command;

/** What a value on a command line names, so that the Tab key can offer what there is. */
public enum Takes {
    /** Anything else. */
    TEXT,
    /** {@code field=value}, of the fields that an integration's accounts have. */
    FIELD,
    /** {@code argument=value}, of the arguments of a tool. */
    ARGUMENT,
    /** A file on the caller's side. */
    FILE,
    ACCOUNT,
    SERVER,
    INTEGRATION,
    TOOL,
    DEPLOYMENT,
    API_TOKEN,
    COMMAND
}
