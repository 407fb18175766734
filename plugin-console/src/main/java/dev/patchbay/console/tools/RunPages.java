package dev.patchbay.console.tools;

import dev.patchbay.console.chooser.AccountChooser;
import dev.patchbay.console.web.Form;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Problem;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Trouble;
import dev.patchbay.console.web.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Running a tool by hand. What reads is run at once; what changes something is asked about first, on a page that repeats
 * it.
 */
public final class RunPages {
    private static final String TEMPLATE = "tools/run";
    private static final String STEP = "step";
    private static final String CONFIRMED = "confirmed";
    private static final String EDIT = "edit";

    private final SentOnce confirmations = new SentOnce();

    void addTo(Router router) {
        router.get("/tools/{integration}/{tool}/run", this::show).post("/tools/{integration}/{tool}/run", this::run);
    }

    /**
     * The page that runs a tool.
     *
     * @param form what to send
     * @param result what came back; {@code null} before
     * @param entered the form's own fields, to ask for the next page with
     */
    public record Model(RunForm form, @Nullable RunResult result, Map<String, List<String>> entered) {}

    /**
     * The page that asks whose tool to run.
     *
     * @param accounts those of the integration
     */
    public record AccountsModel(Source source, ToolView tool, AccountChooser accounts) {}

    private Reply show(Visit visit) {
        Source source = Source.of(visit);
        String name = visit.variable("tool");
        if (source.ofAccount() && !AccountChooser.searches(visit)) {
            return show(source, source.tool(visit, name));
        }
        AccountChooser accounts = AccountChooser.of(visit, Source.ACCOUNT, source.integration(), true);
        if (!accounts.chosen().isEmpty()) {
            Source chosen = Source.of(visit, accounts.chosen());
            return show(chosen, chosen.tool(visit, name));
        }
        if (!accounts.only().isEmpty()) {
            Source only = Source.of(visit, accounts.only());
            Optional<ToolView> tool = only.toolIfThere(visit, name);
            if (tool.isPresent()) {
                return show(only, tool.get());
            }
        }
        Source all = Source.of(visit, "");
        ToolView tool = all.tool(visit, name);
        return Reply.page("tools/accounts", title(tool), new AccountsModel(all, tool, accounts));
    }

    private static Reply show(Source source, ToolView tool) {
        return Reply.page(TEMPLATE, title(tool), new Model(RunForm.empty(source, tool), null, Map.of()));
    }

    private static String title(ToolView tool) {
        return "Run: " + tool.title();
    }

    private Reply run(Visit visit) {
        Form form = visit.form();
        Source source = Source.of(visit);
        if (!source.ofAccount()) {
            throw new Trouble(400, "The form does not say in which account the tool is to be run.");
        }
        ToolView tool = source.tool(visit, visit.variable("tool"));
        RunForm filled = RunForm.filled(source, tool, form);
        if (form.text(STEP).equals(EDIT)) {
            return Reply.page(TEMPLATE, title(tool), new Model(filled, null, Map.of()));
        }
        Entered entered = Entered.of(Input.of(tool), form);
        if (!entered.mistakes().isEmpty()) {
            return again(filled.wrong(entered.mistakes()));
        }
        boolean confirmed = form.text(STEP).equals(CONFIRMED);
        if (confirmed && !confirmations.first(form.text(Visit.FORM_KEY))) {
            throw new Trouble(409, "This was confirmed before, and is done once. The activity tells how it ended.");
        }
        Outcome outcome = visit.change(
                "POST",
                "/integrated-account/" + source.account() + "/tools/" + tool.name() + "/call",
                Map.of("arguments", entered.arguments(), CONFIRMED, confirmed));
        if (outcome instanceof Outcome.Refused refused) {
            return refused(filled, entered, confirmed, refused.problem(), form);
        }
        RunResult result = RunResult.of(((Outcome.Done) outcome).body());
        return result.refusedArguments()
                ? again(filled.refused(result.message()))
                : Reply.page(TEMPLATE, title(tool), new Model(filled, result, fields(form)));
    }

    private static Reply refused(RunForm filled, Entered entered, boolean confirmed, Problem problem, Form form) {
        ToolView tool = filled.tool();
        if (problem.status() == 409 && !confirmed && !tool.reads()) {
            return Reply.page(
                    "tools/confirm",
                    tool.title() + "?",
                    new Confirm(
                            filled.source(),
                            tool,
                            problem.sentence(),
                            Confirm.rows(tool, entered.arguments()),
                            fields(form)));
        }
        if (problem.errors().isEmpty()) {
            throw problem.trouble();
        }
        return again(filled.refused(problem.errors().entrySet().stream()
                .map(each -> each.getKey().replaceFirst("^arguments\\.", "") + ": " + each.getValue())
                .collect(Collectors.joining("\n"))));
    }

    private static Reply again(RunForm form) {
        return Reply.again(TEMPLATE, title(form.tool()), new Model(form, null, Map.of()));
    }

    /** The arguments as they were entered. */
    private static Map<String, List<String>> fields(Form form) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        form.names().stream()
                .filter(each -> each.startsWith(Input.PREFIX))
                .forEach(each -> fields.put(each, form.texts(each)));
        return fields;
    }
}
