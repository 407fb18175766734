package dev.patchbay.console.servers;

import dev.patchbay.console.page.Field;
import dev.patchbay.console.page.Field.Kind;
import dev.patchbay.console.page.Field.Option;
import dev.patchbay.console.web.Form;
import dev.patchbay.console.web.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of an MCP server, and beside it what results.
 *
 * @param account the id of the account that it opens
 * @param accountName what the account is called
 * @param server the server that is changed; {@code null} for one that is to be
 * @param name what it is called
 * @param kinds which kinds of methods it has
 * @param singles which single methods besides
 * @param tags which parts of the integration
 * @param limits how long and to whom its URL opens it
 * @param options how it behaves
 * @param preview what results
 * @param problem why what was sent was refused
 */
public record ServerForm(
        String account,
        String accountName,
        @Nullable ServerView server,
        Field name,
        Field kinds,
        Field singles,
        Field tags,
        List<Field> limits,
        List<Field> options,
        Preview preview,
        @Nullable Problem problem) {
    private static final String METHODS = "methods";
    private static final String TAGS = "tags";
    private static final String SECOND_FACTOR = "require_api_token_auth";
    private static final String CONFIRM = "confirm";
    private static final String DISCOVERY = "discovery";

    private static final Map<String, String> METHOD_NOTES = Map.of(
            "read", "looks things up, changes nothing",
            "write", "creates, changes and deletes",
            "custom", "what goes beyond list, get, create, update and delete");

    /** What is chosen, whether by a person or in a server that is there. */
    record Chosen(
            String name,
            List<String> methods,
            List<String> tags,
            boolean secondFactor,
            boolean confirm,
            String discovery) {
        static final Chosen NOTHING = new Chosen("", List.of(), List.of(), false, false, "list");

        static Chosen in(Form form) {
            return new Chosen(
                    form.text("name"),
                    form.texts(METHODS),
                    form.texts(TAGS),
                    form.ticked(SECOND_FACTOR),
                    form.ticked(CONFIRM),
                    form.text(DISCOVERY).isEmpty() ? "list" : form.text(DISCOVERY));
        }

        static Chosen of(ServerView server) {
            return new Chosen(
                    server.name(),
                    server.methods(),
                    server.tags(),
                    server.secondFactor(),
                    server.confirm(),
                    server.discovery());
        }

        /** As the admin API takes it. A new server without a word about the second factor gets the gateway's default. */
        Map<String, Object> config(boolean isNew) {
            Map<String, Object> config = new HashMap<>();
            config.put(METHODS, methods);
            config.put(TAGS, tags);
            config.put(CONFIRM, confirm);
            config.put(DISCOVERY, discovery);
            if (secondFactor || !isNew) {
                config.put(SECOND_FACTOR, secondFactor);
            }
            return config;
        }
    }

    static ServerForm of(
            String account,
            String accountName,
            @Nullable ServerView server,
            Chosen chosen,
            Preview preview,
            @Nullable Form sent,
            @Nullable Problem problem) {
        Instant expiresAt = server == null ? null : server.expiresAt();
        Field expires = Expiry.choice(expiresAt);
        Field time = Expiry.time(expiresAt);
        if (sent != null) {
            expires = expires.offering(expires.options(), List.of(sent.text(Expiry.CHOICE)));
            time = time.holding(sent.text(Expiry.TIME));
        }
        return new ServerForm(
                account,
                accountName,
                server,
                Field.text("name", "Name")
                        .hint("Who uses the URL and for what, such as “Support desk, read only”.")
                        .mustBeFilled()
                        .holding(chosen.name)
                        .judged(problem, "name"),
                Field.of(Kind.TICKS, METHODS, "Methods")
                        .hint("Tick none to allow all.")
                        .offering(methods(preview, true), chosen.methods)
                        .judged(problem, "config.methods"),
                Field.of(Kind.TICKS, METHODS, "Single methods")
                        .hint("Each adds to what is ticked above.")
                        .offering(methods(preview, false), chosen.methods),
                Field.of(Kind.TICKS, TAGS, "Tags")
                        .hint("Which parts of the integration. Tick none to allow all.")
                        .offering(tags(preview), chosen.tags)
                        .judged(problem, "config.tags"),
                List.of(
                        expires,
                        time.judged(problem, "expires_at"),
                        Field.of(Kind.TICK, SECOND_FACTOR, "Require an API token besides the URL")
                                .hint("A second factor: the URL alone opens nothing. Clients send the token as "
                                        + "Authorization: Bearer; connectors in claude.ai cannot.")
                                .holding(String.valueOf(chosen.secondFactor))),
                List.of(
                        Field.of(Kind.TICK, CONFIRM, "Ask before a call that destroys or moves money")
                                .hint("Clients that can ask the person do so; the others are refused such calls.")
                                .holding(String.valueOf(chosen.confirm)),
                        Field.of(Kind.RADIO, DISCOVERY, "How clients find tools")
                                .offering(
                                        List.of(
                                                new Option("list", "All in one list", "best for up to about 60 tools"),
                                                new Option(
                                                        "search",
                                                        "By searching",
                                                        "three tools that find, describe and call the others")),
                                        List.of(chosen.discovery))
                                .judged(problem, "config.discovery")),
                preview,
                problem);
    }

    private static List<Option> methods(Preview preview, boolean kinds) {
        return preview.methods().stream()
                .filter(each -> METHOD_NOTES.containsKey(each.word()) == kinds)
                .map(each -> new Option(
                        each.word(),
                        each.word(),
                        kinds ? METHOD_NOTES.get(each.word()) + "; " + counted(each) : counted(each)))
                .toList();
    }

    private static List<Option> tags(Preview preview) {
        return preview.tags().stream()
                .map(each -> new Option(each.word(), each.word(), counted(each)))
                .toList();
    }

    private static String counted(Preview.Choice choice) {
        return choice.tools() + (choice.tools() == 1 ? " tool" : " tools");
    }

    /** All fields, in their order. */
    public List<Field> all() {
        return Stream.of(List.of(name, kinds, tags), limits, options)
                .flatMap(List::stream)
                .toList();
    }

    /** Where the form is sent. */
    public String action() {
        ServerView present = server;
        return present == null ? "/console/servers/" + account : present.url() + "/edit";
    }

    /** Where a form in the making asks what results. */
    public String previewUrl() {
        ServerView present = server;
        return present == null ? "/console/servers/" + account + "/preview" : present.url() + "/preview";
    }

    /** Whether a single method is ticked, so that they should be in sight. */
    public boolean singlesOpen() {
        return singles.options().stream().anyMatch(each -> singles.chosen().contains(each.value()));
    }
}
