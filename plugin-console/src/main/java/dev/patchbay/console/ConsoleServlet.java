package dev.patchbay.console;

import dev.patchbay.api.admin.AdminApi;
import dev.patchbay.console.accounts.AccountPages;
import dev.patchbay.console.activity.ActivityPages;
import dev.patchbay.console.asset.Asset;
import dev.patchbay.console.asset.Assets;
import dev.patchbay.console.chooser.ChooserPages;
import dev.patchbay.console.integrations.IntegrationPages;
import dev.patchbay.console.overview.OverviewPage;
import dev.patchbay.console.page.Page;
import dev.patchbay.console.page.Pages;
import dev.patchbay.console.servers.ServerPages;
import dev.patchbay.console.session.FormTokens;
import dev.patchbay.console.session.RandomText;
import dev.patchbay.console.session.Session;
import dev.patchbay.console.session.SessionCookie;
import dev.patchbay.console.session.Sessions;
import dev.patchbay.console.session.SignIn;
import dev.patchbay.console.session.SignInBrake;
import dev.patchbay.console.settings.SettingsPages;
import dev.patchbay.console.settings.TokenPages;
import dev.patchbay.console.tools.ToolPages;
import dev.patchbay.console.web.Door;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.SecurityHeaders;
import dev.patchbay.console.web.Trouble;
import dev.patchbay.console.web.Visit;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletMultipart;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the console. Whoever comes is signed in or is sent to sign in, and whatever is sent carries its form's
 * token, before any area sees it.
 */
@Component(service = Servlet.class, configurationPid = "dev.patchbay.console")
@Designate(ocd = ConsoleServlet.Config.class)
@HttpWhiteboardServletName("patchbay-console")
@HttpWhiteboardServletPattern(ConsoleServlet.BASE + "/*")
@HttpWhiteboardServletMultipart(maxFileSize = 64 << 20, maxRequestSize = (64 << 20) + (1 << 16))
public final class ConsoleServlet extends HttpServlet {
    static final String BASE = "/console";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServlet.class);

    private final transient Pages pages = new Pages();
    private final transient Assets assets = new Assets();
    private final transient FormTokens formTokens = new FormTokens();
    private final transient Sessions sessions;
    private final transient SignIn signIn;
    private final transient Router router = new Router();
    private final transient Clock clock;

    @ObjectClassDefinition(name = "Patchbay console")
    @interface Config {
        @AttributeDefinition(description = "Minutes without a request after which a person is signed out")
        int session_idle_minutes() default 30;

        @AttributeDefinition(description = "Hours after which a person is signed out in any case")
        int session_hours() default 12;
    }

    @Activate
    public ConsoleServlet(Config config, @Reference AdminApi admin) {
        this(
                admin,
                Duration.ofMinutes(config.session_idle_minutes()),
                Duration.ofHours(config.session_hours()),
                Clock.systemUTC());
    }

    /**
     * @param idle how long a session lasts without a request
     * @param longest how long it lasts at all
     */
    public ConsoleServlet(AdminApi admin, Duration idle, Duration longest, Clock clock) {
        this.clock = clock;
        sessions = new Sessions(idle, longest, clock);
        signIn = new SignIn(admin, sessions, new SignInBrake(clock));
        for (Area area : areas()) {
            area.addTo(router);
        }
    }

    private static List<Area> areas() {
        return List.of(
                new OverviewPage(),
                new AccountPages(),
                new ServerPages(),
                new ChooserPages(),
                new ToolPages(),
                new ActivityPages(),
                new IntegrationPages(),
                new TokenPages(),
                new SettingsPages());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.on(response);
        Door door = new Door(request, response);
        Optional<Asset> asset = door.looks() ? assets.find(door.path()) : Optional.empty();
        if (asset.isPresent()) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            door.send(200, asset.get().type(), asset.get().bytes());
            return;
        }
        String cookie = SessionCookie.read(request);
        Session session = sessions.find(cookie, !door.polls()).orElse(null);
        try {
            answer(door, cookie, session);
        } catch (Visit.Ended e) {
            if (session != null) {
                sessions.close(session);
            }
            door.redirect(SignIn.path(SignIn.ENDED, door));
        } catch (Trouble e) {
            trouble(door, cookie, session, e);
        } catch (RuntimeException e) {
            String id = RandomText.next().substring(0, 8);
            LOG.error("console request {} failed: {} {}", id, request.getMethod(), door.path(), e);
            trouble(door, cookie, session, new Trouble(500, "This is a defect; the log has it under " + id + "."));
        }
    }

    private void answer(Door door, @Nullable String cookie, @Nullable Session session) throws IOException {
        if (!door.looks() && !door.sends()) {
            throw new Trouble(405, "The console takes GET and POST.");
        }
        boolean signsIn = door.path().equals(SignIn.PATH);
        if (session == null && !signsIn) {
            // what a stranger sends is not even read
            door.redirect(SignIn.path(cookie == null ? "" : SignIn.ENDED, door));
            return;
        }
        if (door.sends() && !formIsOurs(door, cookie, session)) {
            throw new Trouble(
                    403,
                    "The form was not sent by the page that you see, or that page is too old. Go back, load it again, "
                            + "and send the form once more.");
        }
        if (session == null || signsIn) {
            signIn(door, cookie, session);
        } else if (door.path().equals(SignIn.OUT) && door.sends()) {
            sessions.close(session);
            SessionCookie.delete(door.request(), door.response());
            door.redirect(SignIn.path(SignIn.SIGNED_OUT, null));
        } else {
            Router.Match match = router.find(door.method(), door.path());
            Visit visit = door.visit(session, match.variables(), clock);
            reply(door, cookie, session, match.handler().handle(visit));
        }
    }

    /** Only a page of this console knows the token that belongs to the browser's cookie. */
    private boolean formIsOurs(Door door, @Nullable String cookie, @Nullable Session session) throws IOException {
        String site = door.request().getHeader("Sec-Fetch-Site");
        if (cookie == null || site != null && !site.equals("same-origin")) {
            return false;
        }
        if (session == null && door.sendsFiles()) {
            // Nobody who is not signed in makes the gateway read that much.
            return false;
        }
        String header = door.request().getHeader(FormTokens.HEADER);
        return formTokens.good(cookie, header != null ? header : door.form().text(FormTokens.FIELD));
    }

    private void signIn(Door door, @Nullable String cookie, @Nullable Session session) throws IOException {
        if (door.looks() && session != null) {
            door.redirect("/");
            return;
        }
        if (door.looks()) {
            String known = cookie;
            if (known == null) {
                known = RandomText.next();
                SessionCookie.write(door.request(), door.response(), known);
            }
            reply(door, known, null, signIn.show(door));
            return;
        }
        SignIn.Result result = signIn.trySecret(door);
        if (result.session() != null) {
            if (session != null) {
                sessions.close(session);
            }
            SessionCookie.write(door.request(), door.response(), result.session());
        }
        reply(door, cookie, null, result.reply());
    }

    private void trouble(Door door, @Nullable String cookie, @Nullable Session session, Trouble trouble)
            throws IOException {
        Reply reply = door.enhanced()
                ? Reply.fragment("page/trouble", trouble)
                : new Reply.Page(trouble.status(), "page/error", trouble.title(), trouble);
        reply(door, cookie, session, reply);
    }

    private void reply(Door door, @Nullable String cookie, @Nullable Session session, Reply reply) throws IOException {
        if (reply instanceof Reply.Redirect redirect) {
            door.redirect(redirect.path());
            return;
        }
        Map<String, Object> parameters = new HashMap<>();
        if (reply instanceof Reply.Fragment fragment) {
            parameters.put("page", page("", door, cookie, session, false));
            parameters.put("model", fragment.model());
            door.send(200, Door.HTML, pages.draw(fragment.template(), parameters));
        } else if (reply instanceof Reply.Page page) {
            parameters.put("page", page(page.title(), door, cookie, session, true));
            parameters.put("model", page.model());
            door.send(page.status(), Door.HTML, pages.draw(page.template(), parameters));
        }
    }

    private Page page(
            String title, Door door, @Nullable String cookie, @Nullable Session session, boolean takesNotice) {
        String formToken = cookie == null ? "" : formTokens.of(cookie);
        String notice = takesNotice && session != null ? session.takeNotice() : null;
        return new Page(title, door.path(), formToken, session, notice, clock.instant(), assets);
    }
}
