package dev.patchbay.shell.gateway;

import dev.patchbay.shell.CommandFailure;
import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.Details;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Option;
import dev.patchbay.shell.command.Table;
import dev.patchbay.shell.command.Takes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files in {@code deploy/}: what became of them, and what an operator does with them. */
final class DeploymentCommands {
    private static final String GROUP = "integrations";
    private static final String PATH = "/deployment/";

    private final Operator operator;

    DeploymentCommands(Operator operator) {
        this.operator = operator;
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "deployments", "what became of each file in deploy/")
                        .shows()
                        .example("deployments --json")
                        .does(this::deployments),
                Command.of(GROUP, "deployments install", "puts a bundle into deploy/, or a new version over an old one")
                        .details(
                                "The file is read where you are, and with your rights. Its name stays, so that the next"
                                        + " version takes its place.")
                        .takes("PATH", Takes.FILE, "a jar")
                        .shows()
                        .example("deployments install ./plugin-billsby.jar")
                        .does(this::install),
                change("stop", "stops a bundle, its file stays: its tools are gone until it is started")
                        .does(invocation -> changed(invocation, "stop")),
                change("start", "starts a bundle that was stopped").does(invocation -> changed(invocation, "start")),
                change("remove", "removes a file from deploy/, and its tools")
                        .options(Option.flag("--yes", "do it; without, only what would happen is told"))
                        .does(this::remove));
    }

    private static Command change(String word, String summary) {
        return Command.of(GROUP, "deployments " + word, summary)
                .takes("FILE", Takes.DEPLOYMENT, "its name in deploy/")
                .shows()
                .example("deployments " + word + " plugin-billsby.jar");
    }

    private void deployments(Invocation invocation) {
        Listing listing = operator.all("/deployment", Map.of());
        Table table = Table.of("file", "bundle", "version!", "state!", "problem");
        Problems problems = new Problems(invocation);
        for (Json each : listing.items()) {
            table.row(
                    each.string("file"),
                    each.string("bundle"),
                    each.string("version"),
                    each.string("state"),
                    problems.cell(each.string("file"), each.words("problems")));
        }
        invocation.show(listing.json(), () -> problems.below(table));
    }

    private void install(Invocation invocation) {
        String path = invocation.operand(0);
        String name = Path.of(path).getFileName().toString();
        byte[] file = invocation.caller().file(path);
        invocation.caller().progress("installing " + name + " (" + file.length + " bytes) …");
        Json deployment = operator.put(PATH + name, file);
        invocation.show(deployment.fields(), () -> Details.of(deployment.fields()));
    }

    private void changed(Invocation invocation, String verb) {
        Json deployment = operator.post(PATH + invocation.operand(0) + "/" + verb, null);
        invocation.show(deployment.fields(), () -> Details.of(deployment.fields()));
    }

    private void remove(Invocation invocation) {
        String file = invocation.operand(0);
        Json deployment = operator.get(PATH + file);
        if (!invocation.has("--yes")) {
            throw new CommandFailure("this removes " + file + ": the tools of its integrations ("
                    + String.join(", ", deployment.words("integrations")) + ") are gone for "
                    + deployment.number("accounts") + " accounts and " + deployment.number("servers")
                    + " MCP servers, which wait for it to come back.\n  Repeat it with --yes to do it.");
        }
        Json answer = operator.delete(PATH + file);
        invocation.show(answer.fields(), () -> file + " is removed");
    }
}
