package dev.patchbay.api;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One call of a tool.
 *
 * @param tool the tool that is called
 * @param arguments the arguments, valid against the tool's input schema
 * @param account whose vendor account is used
 * @param deadline when the answer stops being of use; requests to the vendor end by then
 * @param caller the MCP client at the other end
 */
public record ToolCall(Tool tool, Map<String, Object> arguments, Account account, Instant deadline, Caller caller) {
    public ToolCall {
        Objects.requireNonNull(tool, "tool is null");
        Objects.requireNonNull(arguments, "arguments is null");
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(deadline, "deadline is null");
        Objects.requireNonNull(caller, "caller is null");
    }
}
