package dev.patchbay.shell.gateway;

import dev.patchbay.admin.AdminSessions;
import dev.patchbay.health.HealthReport;
import dev.patchbay.shell.CommandFailure;
import dev.patchbay.shell.command.Columns;
import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.CommandTable;
import dev.patchbay.shell.command.Help;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Takes;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Gives Gogo the commands of the scope {@code gateway}. They are there even if the store is not: {@code doctor} has to
 * be able to say so.
 */
@Component(
        service = {},
        immediate = true)
public final class GatewayCommands {
    private static final String SCOPE = "gateway";
    private static final String GROUP = "the shell";
    /** What there is room for beside a word that Tab offers. */
    private static final int BESIDE = 60;

    private final CommandTable commands;
    private final Completion completion;
    private final List<ServiceRegistration<Function>> registrations = new ArrayList<>();
    private volatile @Nullable AdminSessions sessions;

    @Activate
    public GatewayCommands(BundleContext context, @Reference HealthReport health) {
        Operator operator = new Operator(() -> Optional.ofNullable(sessions).map(AdminSessions::local));
        List<Command> all = new ArrayList<>();
        all.addAll(new IntegrationCommands(operator).all());
        all.addAll(new DeploymentCommands(operator).all());
        all.addAll(new ToolCommands(operator).all());
        all.addAll(new AccountCommands(operator).all());
        all.addAll(new ConnectCommands(operator).all());
        all.addAll(new ServerCommands(operator).all());
        all.addAll(new TokenCommands(operator).all());
        all.addAll(new ActivityCommands(operator).all());
        all.addAll(new StateCommands(operator, health).all());
        all.add(Command.of(GROUP, "help", "lists the commands, or says all about one")
                .takesMany("COMMAND", Takes.COMMAND, "its name")
                .example("help mint")
                .does(this::help));
        commands = new CommandTable(all);
        completion = new Completion(this::commands, operator);
        commands.words().forEach(word -> register(context, word, commands.function(word)));
        register(context, "complete", (session, words) -> complete(words));
    }

    private CommandTable commands() {
        return commands;
    }

    private void register(BundleContext context, String word, Function function) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, SCOPE);
        properties.put(CommandProcessor.COMMAND_FUNCTION, word);
        registrations.add(context.registerService(Function.class, function, properties));
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bind(AdminSessions arrived) {
        sessions = arrived;
    }

    void unbind(AdminSessions gone) {
        if (gone.equals(sessions)) {
            sessions = null;
        }
    }

    private void help(Invocation invocation) {
        List<String> words = invocation.operands(0);
        if (words.isEmpty()) {
            invocation.print(Help.all(commands.all()));
            return;
        }
        List<Command> meant = commands.all().stream()
                .filter(each -> (each.name() + " ").startsWith(String.join(" ", words) + " "))
                .toList();
        if (meant.isEmpty()) {
            throw new CommandFailure("there is no command " + String.join(" ", words)
                    + "\n  `help` lists all; `felix:help` those of Felix itself.");
        }
        for (int i = 0; i < meant.size(); i++) {
            invocation.print((i == 0 ? "" : "\n") + Help.one(meant.get(i)));
        }
    }

    /** For the client of the shell: a candidate a line, and after a tab what it is. */
    private @Nullable String complete(List<Object> words) {
        StringBuilder lines = new StringBuilder();
        for (Completion.Candidate each :
                completion.of(words.stream().map(String::valueOf).toList())) {
            lines.append(lines.length() == 0 ? "" : "\n")
                    .append(each.word())
                    .append('\t')
                    .append(Columns.cut(Columns.line(each.text()), BESIDE));
        }
        return lines.length() == 0 ? null : lines.toString();
    }
}
