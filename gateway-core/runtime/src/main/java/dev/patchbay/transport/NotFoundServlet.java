package dev.patchbay.transport;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Answers for every path that nothing else answers for. Clients look for OAuth metadata in a dozen places when they meet
 * a server; a page there, even an error page, is taken for a sign that there is some.
 */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletPattern("/")
public final class NotFoundServlet extends HttpServlet {
    @Activate
    public NotFoundServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        McpServlet.answer(response, 404, McpServlet.NOT_FOUND);
    }
}
