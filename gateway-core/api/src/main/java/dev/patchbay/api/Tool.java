package dev.patchbay.api;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One documented operation of a vendor, as the model sees it.
 *
 * <p>The catalogue publishes a tool only if its name matches {@code ^[a-zA-Z0-9_-]{1,64}$}, title and description are
 * not blank, and the root of its input schema is of type {@code object} without {@code oneOf}, {@code anyOf},
 * {@code allOf}, {@code not}, {@code if} or {@code $ref}; otherwise the tool is quarantined and the others live.
 *
 * @param name unique within the integration
 * @param title a short label for people
 * @param description what it does, when to use it, what comes back, what cannot be undone
 * @param resource the kind of thing it works on, {@code invoices} for example
 * @param method {@code list}, {@code get}, {@code create}, {@code update}, {@code delete}, or the name of a custom method
 * @param tags the groups that a server's tag filter chooses from
 * @param effect what it does to the vendor's data
 * @param idempotent whether calling it twice with the same arguments leaves the same state as calling it once
 * @param movesMoney whether it charges, pays, refunds or forgives an amount
 * @param inputSchema JSON Schema 2020-12 of the arguments, published to the byte as given
 * @param outputSchema JSON Schema 2020-12 of the result's data, or {@code null}; a tool that declares one always keeps it
 * @param operation the vendor operation behind it, {@code GET /customers} for example, for operators
 * @param timeout how long one call may take, at most 300 s; {@code null} for the gateway's default
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/server/tools">MCP: tools</a>
 */
public record Tool(
        String name,
        String title,
        String description,
        String resource,
        String method,
        Set<String> tags,
        Effect effect,
        boolean idempotent,
        boolean movesMoney,
        Map<String, Object> inputSchema,
        @Nullable Map<String, Object> outputSchema,
        String operation,
        @Nullable Duration timeout) {
    public Tool {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(description, "description is null");
        Objects.requireNonNull(resource, "resource is null");
        Objects.requireNonNull(method, "method is null");
        tags = Set.copyOf(tags);
        Objects.requireNonNull(effect, "effect is null");
        Objects.requireNonNull(inputSchema, "inputSchema is null");
        Objects.requireNonNull(operation, "operation is null");
    }
}
