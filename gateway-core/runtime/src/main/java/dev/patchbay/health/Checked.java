package dev.patchbay.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.jspecify.annotations.Nullable;

/**
 * What came of one health check.
 *
 * @param name of the check
 * @param status the worst of its notes: {@code ok}, {@code warn} or {@code critical}
 */
public record Checked(String name, String status, List<Note> notes) {
    /** The words for a status, from the best to the worst. */
    public static final List<String> STATUSES = List.of("ok", "warn", "critical");

    public Checked {
        notes = List.copyOf(notes);
    }

    /**
     * A line of it.
     *
     * @param remedy what to do; {@code null} if there is nothing to do, or if the finding tells that itself
     */
    public record Note(
            String status, String finding, @Nullable String remedy) {
        /** Finding and remedy as one text. */
        public String message() {
            return remedy == null ? finding : finding + ". " + remedy;
        }
    }

    /** Without exceptions and debugging, neither of which is written for this reader. */
    static Checked of(HealthCheckExecutionResult executed) {
        Result result = executed.getHealthCheckResult();
        List<Note> notes = new ArrayList<>();
        StreamSupport.stream(result.spliterator(), false)
                .filter(entry -> !entry.isDebug())
                .forEach(entry -> notes.add(
                        entry instanceof Advice advice
                                ? new Note(word(advice.getStatus()), advice.finding(), advice.remedy())
                                : new Note(word(entry.getStatus()), entry.getMessage(), null)));
        return new Checked(executed.getHealthCheckMetadata().getName(), word(result.getStatus()), notes);
    }

    static String word(Result.Status status) {
        return switch (status) {
            case OK -> "ok";
            case WARN -> "warn";
            case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> "critical";
        };
    }

    /** The worst status of several checks; {@code ok} of none. */
    public static String worst(List<Checked> checks) {
        return STATUSES.get(checks.stream()
                .mapToInt(each -> STATUSES.indexOf(each.status()))
                .max()
                .orElse(0));
    }

    /** As {@code /health} and the admin API show it. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("status", status);
        json.put("message", notes.stream().map(Note::message).collect(Collectors.joining("; ")));
        return json;
    }
}
