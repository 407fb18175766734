package dev.patchbay.api;

import java.util.Map;
import java.util.Objects;

/**
 * One use of a prompt.
 *
 * @param prompt the prompt that was picked
 * @param arguments what the person has entered, by the names of its arguments; each required one is there, and no other
 *     than it has
 * @param account whose tools the instructions are for
 * @param caller the MCP client at the other end
 */
public record PromptCall(Prompt prompt, Map<String, String> arguments, Account account, Caller caller) {
    public PromptCall {
        Objects.requireNonNull(prompt, "prompt is null");
        arguments = Map.copyOf(arguments);
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(caller, "caller is null");
    }
}
