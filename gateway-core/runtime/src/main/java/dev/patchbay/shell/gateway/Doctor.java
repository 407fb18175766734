package dev.patchbay.shell.gateway;

import dev.patchbay.health.Checked;
import dev.patchbay.health.HealthReport;
import dev.patchbay.shell.Caller;
import dev.patchbay.shell.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what usually goes wrong: the checks of {@code /health}, those that take their time, what the admin API says
 * needs a person, and MCP servers whose list of tools is longer than a model copes with.
 */
final class Doctor {
    /** From this many tools on, models choose worse. */
    private static final int MANY_TOOLS = 60;

    private static final int MOST_SERVERS = 1_000;
    private static final long PROGRESS_SECONDS = 1;

    private final HealthReport health;
    private final Operator operator;

    Doctor(HealthReport health, Operator operator) {
        this.health = health;
        this.operator = operator;
    }

    /** Makes all checks, and tells the caller how far they are. */
    List<Checked> examine(Caller caller) throws InterruptedException {
        caller.progress("looking at the gateway …");
        List<Checked> checks = new ArrayList<>(health.now());
        try {
            checks.add(matters());
            checks.add(toolLists());
        } catch (CommandFailure storeMissing) {
            caller.progress("accounts and MCP servers cannot be looked at: " + storeMissing.getMessage());
        }
        caller.progress("asking the vendors, and for the public URL …");
        checks.addAll(costly(caller));
        return checks;
    }

    private List<Checked> costly(Caller caller) throws InterruptedException {
        FutureTask<List<Checked>> task = new FutureTask<>(health::costly);
        Thread thread = new Thread(task, "doctor");
        thread.setDaemon(true);
        thread.start();
        int seconds = 0;
        while (true) {
            try {
                return task.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                seconds++;
                caller.progress("  " + seconds + " s …");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** What needs a person, but for health checks, which were made already. */
    private Checked matters() {
        List<Checked.Note> notes = new ArrayList<>();
        for (Json each : operator.get("/attention").list("result")) {
            String kind = each.string("kind");
            if (!kind.equals("health") && !kind.equals("refused_bundle")) {
                String detail = each.string("detail");
                notes.add(new Checked.Note(
                        each.string("severity").equals("info") ? "ok" : "warn",
                        each.string("title") + (detail.isEmpty() ? "" : ": " + detail),
                        each.text("remedy")));
            }
        }
        if (notes.isEmpty()) {
            notes.add(new Checked.Note("ok", "no account, MCP server or tool needs a person", null));
        }
        return checked("accounts", notes);
    }

    private Checked toolLists() {
        List<Checked.Note> notes = new ArrayList<>();
        Listing servers = operator.list("/mcp-server", Map.of("status", "active"), MOST_SERVERS);
        for (Json each : servers.items()) {
            long tools = each.object("tools").number("count");
            if (tools > MANY_TOOLS) {
                notes.add(new Checked.Note(
                        "warn",
                        each.string("id") + " (" + each.string("name") + ") lists " + tools + " tools",
                        "Choose fewer, or let them be searched: `edit " + each.string("id") + " --discovery search`."));
            }
        }
        if (notes.isEmpty()) {
            notes.add(new Checked.Note("ok", "no MCP server lists over " + MANY_TOOLS + " tools", null));
        }
        if (servers.next() != null) {
            notes.add(new Checked.Note("ok", "only the first " + MOST_SERVERS + " were looked at", null));
        }
        return checked("tool lists", notes);
    }

    private static Checked checked(String name, List<Checked.Note> notes) {
        return new Checked(name, notes.stream().anyMatch(each -> each.status().equals("warn")) ? "warn" : "ok", notes);
    }

    /** For scripts: as {@code /health} shows checks, with what was found and what to do apart. */
    static Map<String, @Nullable Object> json(List<Checked> checks) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Checked each : checks) {
            Map<String, @Nullable Object> check = each.json();
            List<Map<String, @Nullable Object>> notes = new ArrayList<>();
            for (Checked.Note note : each.notes()) {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("status", note.status());
                json.put("finding", note.finding());
                json.put("remedy", note.remedy());
                notes.add(json);
            }
            check.put("notes", notes);
            all.add(check);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", Checked.worst(checks));
        json.put("checks", all);
        return json;
    }
}
