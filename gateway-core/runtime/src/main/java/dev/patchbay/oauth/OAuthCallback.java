package dev.patchbay.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a vendor sends an operator's browser back to. Nobody is asked who they are: only who began a login knows its
 * state.
 */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletPattern(OAuthConnect.CALLBACK)
public final class OAuthCallback extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthCallback.class);
    private static final int LONGEST = 4_096;
    private static final int LONGEST_REASON = 300;

    private final transient OAuthConnect connect;
    private final transient ConsoleLink console;

    @Activate
    public OAuthCallback(@Reference OAuthConnect connect, @Reference ConsoleLink console) {
        this.connect = connect;
        this.console = console;
    }

    private record Outcome(int status, ResultPage page) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // A HEAD would use the state up as well.
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            answer(response, new Outcome(405, ResultPage.failure("This address is for browsers that come back.")));
            return;
        }
        answer(response, finish(request));
    }

    private Outcome finish(HttpServletRequest request) {
        String state = parameter(request, "state");
        String code = parameter(request, "code");
        String error = parameter(request, "error");
        try {
            if (state == null || code == null && error == null) {
                return new Outcome(
                        400, ResultPage.failure("The address is incomplete. Begin the login again in the gateway."));
            }
            if (error != null) {
                connect.decline(state, request.getRemoteAddr());
                return new Outcome(400, ResultPage.failure(declined(error, parameter(request, "error_description"))));
            }
            OAuthConnect.Finished finished = connect.finish(state, String.valueOf(code), request.getRemoteAddr());
            return new Outcome(200, ResultPage.success(finished));
        } catch (GatewayException e) {
            return new Outcome(status(e.kind()), ResultPage.failure(sentence(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            LOG.error("a login in the browser could not be finished: {}", e.toString());
            return new Outcome(
                    500,
                    ResultPage.failure("The gateway could not finish the login; its log says why. Look at the account "
                            + "in the gateway before you begin it again."));
        }
    }

    private static String declined(String error, @Nullable String description) {
        String words = description == null || description.isBlank() ? error : error + ": " + description;
        String line = words.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return "The vendor did not grant the login ("
                + (line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…") + ").";
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case INVALID_ARGUMENT, NOT_CONNECTED, VENDOR_REJECTED -> 400;
            case RATE_LIMITED, VENDOR_FAILED, VENDOR_UNREACHABLE -> 502;
            default -> 500;
        };
    }

    private static String sentence(String message) {
        String text = message.isEmpty() ? "?" : message;
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static @Nullable String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() || value.length() > LONGEST ? null : value;
    }

    private void answer(HttpServletResponse response, Outcome outcome) throws IOException {
        byte[] page = outcome.page.html(console.path()).getBytes(UTF_8);
        response.setStatus(outcome.status);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // The address of this page holds the state and the code: nobody else is to see it.
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", ResultPage.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
