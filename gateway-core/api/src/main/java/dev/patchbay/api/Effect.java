package dev.patchbay.api;

/** What a tool does to the vendor's data. Declared for each tool, never guessed from its arguments. */
public enum Effect {
    /** Changes nothing and notifies nobody. */
    READS,
    /** Creates or changes something, or makes the vendor act: charge, send, start. */
    WRITES,
    /** Removes or ends something in a way that the vendor cannot undo. */
    DESTROYS
}
