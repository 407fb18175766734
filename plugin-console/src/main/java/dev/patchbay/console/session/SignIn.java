package dev.patchbay.console.session;

import dev.patchbay.api.admin.AdminApi;
import dev.patchbay.api.admin.AdminSession;
import dev.patchbay.console.page.Field;
import dev.patchbay.console.web.Door;
import dev.patchbay.console.web.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page on which a person presents an API token. The token is looked at once and kept nowhere. */
public final class SignIn {
    public static final String PATH = "/sign-in";
    public static final String OUT = "/sign-out";
    public static final String ENDED = "ended";
    public static final String SIGNED_OUT = "out";

    private static final String TEMPLATE = "session/sign-in";
    private static final String TITLE = "Sign in";
    private static final Map<String, String> WORDS = Map.of(
            ENDED, "Your session has ended. Sign in again to continue.",
            SIGNED_OUT, "You are signed out.");

    private final AdminApi admin;
    private final Sessions sessions;
    private final SignInBrake brake;

    /**
     * What the page shows.
     *
     * @param field the one field
     * @param to where to go afterwards, below {@code /console}
     * @param words why the person is here; empty if there is nothing to say
     */
    public record Model(Field field, String to, String words) {}

    /**
     * How a try ended.
     *
     * @param session the id of the session that was opened; {@code null} for none
     * @param reply what to answer
     */
    public record Result(@Nullable String session, Reply reply) {}

    public SignIn(AdminApi admin, Sessions sessions, SignInBrake brake) {
        this.admin = admin;
        this.sessions = sessions;
        this.brake = brake;
    }

    /** The path of the page, which remembers where the person wanted to go. */
    public static String path(String why, @Nullable Door from) {
        String to = from == null || !from.looks() || from.enhanced() ? "/" : from.path();
        String query = (why.isEmpty() ? "" : "&why=" + why)
                + (to.equals("/") ? "" : "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        return PATH + (query.isEmpty() ? "" : "?" + query.substring(1));
    }

    /** The empty page. */
    public Reply show(Door door) {
        Map<String, String> query = door.query();
        return Reply.page(
                TEMPLATE,
                TITLE,
                new Model(
                        field(null),
                        inside(query.getOrDefault("to", "/")),
                        WORDS.getOrDefault(query.getOrDefault("why", ""), "")));
    }

    /** Takes the secret that was sent. */
    public Result trySecret(Door door) throws IOException {
        String address = String.valueOf(door.request().getRemoteAddr());
        String to = inside(door.form().text("to"));
        Optional<Duration> wait = brake.begin(address);
        if (wait.isPresent()) {
            long seconds = wait.get().toSeconds() + 1;
            door.response().setHeader("Retry-After", String.valueOf(seconds));
            return refused(429, to, "Too many tries. Wait " + seconds + " seconds, then try again.");
        }
        String secret = door.form().text("api_token");
        if (secret.isEmpty()) {
            brake.succeeded(address);
            return refused(422, to, "Enter an API token.");
        }
        Optional<AdminSession> opened = admin.open(secret);
        if (opened.isEmpty()) {
            return refused(422, to, "This is not an API token of this gateway, or it has expired or was revoked.");
        }
        brake.succeeded(address);
        if (opened.get().role().equals("caller")) {
            return refused(
                    422,
                    to,
                    "This API token has the role caller: it goes with MCP URLs as a second factor, and opens nothing "
                            + "here. Use one with the role operator or admin.");
        }
        return new Result(sessions.open(opened.get()).id(), Reply.redirect(to));
    }

    private static Result refused(int status, String to, String why) {
        return new Result(null, new Reply.Page(status, TEMPLATE, TITLE, new Model(field(why), to, "")));
    }

    private static Field field(@Nullable String error) {
        return Field.of(Field.Kind.SECRET, "api_token", "API token")
                .hint("The gateway's first start has written one to the file admin.token in its data folder.")
                .mustBeFilled()
                .wrong(error);
    }

    /** Only the console's own pages: nobody is sent elsewhere by a link to this page. */
    private static String inside(String to) {
        return to.matches("/(?!/)[A-Za-z0-9/_.-]*") ? to : "/";
    }
}
