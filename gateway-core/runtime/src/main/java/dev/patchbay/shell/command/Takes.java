package dev.patchbay.shell.command;

/** What a value on a command line names, so that the Tab key can offer what there is. */
public enum Takes {
    /** Anything else. */
    TEXT,
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
