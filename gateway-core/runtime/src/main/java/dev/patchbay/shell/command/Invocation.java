package dev.patchbay.shell.command;

import dev.patchbay.shell.Caller;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One call of a command: what was given, and where the answer goes. */
public final class Invocation {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final CommandLine line;
    private final PrintStream out;
    private final Caller caller;

    Invocation(CommandLine line, PrintStream out, Caller caller) {
        this.line = line;
        this.out = out;
        this.caller = caller;
    }

    /** Whether an option that stands alone was given. */
    public boolean has(String option) {
        return line.options().containsKey(option);
    }

    /** The value of an option, if it was given. */
    public Optional<String> option(String option) {
        return Optional.ofNullable(line.options().get(option));
    }

    /** The operand in a place, counted from 0; it has to be one that the command insists on. */
    public String operand(int place) {
        return line.operands().get(place);
    }

    /** The operands from a place on. */
    public List<String> operands(int from) {
        return line.operands()
                .subList(Math.min(from, line.operands().size()), line.operands().size());
    }

    /** The person or the script that called. */
    public Caller caller() {
        return caller;
    }

    /** Writes a line of the answer. */
    public void print(String text) {
        out.println(text);
        out.flush();
    }

    /** Answers with data: as JSON where that was asked for, or as text. */
    public void show(@Nullable Object json, Supplier<String> text) {
        print(has("--json") ? pretty(json) : text.get());
    }

    /** JSON on several lines. */
    public static String pretty(@Nullable Object json) {
        return JSON.writeValueAsString(json);
    }

    /** Answers with rows. */
    public void show(@Nullable Object json, Table table) {
        show(json, () -> table.text(has("--wide")));
    }
}
