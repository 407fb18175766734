package dev.patchbay.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What the HTTP server says by itself, before any servlet is asked. Its own pages name the URL, which may hold a token,
 * and tell a misspelt token from an unknown one.
 */
@Component(service = ConnectorFactory.class, immediate = true)
public final class ContainerErrors implements ConnectorFactory {
    @Activate
    public ContainerErrors() {}

    /** The server is handed out to those alone who bring a connector: this one brings that which is there already. */
    @Override
    public Connector createConnector(Server server) {
        server.setErrorHandler(ContainerErrors::answer);
        server.getDescendants(ContextHandler.class)
                .forEach(context -> context.setErrorHandler(ContainerErrors::answer));
        Connector present = server.getConnectors()[0];
        server.removeConnector(present);
        return present;
    }

    private static boolean answer(Request request, Response response, Callback callback) {
        if (response.getStatus() == HttpStatus.NOT_FOUND_404) {
            // No servlet is there yet, or any more. Who hears of that as a 404 gives up; who is cut off tries again.
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new IOException("nobody answers yet"));
            return true;
        }
        byte[] document;
        if (unreadable(request)) {
            response.setStatus(HttpStatus.NOT_FOUND_404);
            document = McpServlet.NOT_FOUND;
        } else {
            document = ("{\"error\":\"" + HttpStatus.getMessage(response.getStatus()) + "\"}").getBytes(UTF_8);
        }
        McpServlet.HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put("Connection", "close");
        response.getHeaders().put("Content-Type", "application/json");
        response.getHeaders().put("Content-Length", document.length);
        response.write(true, ByteBuffer.wrap(document), callback);
        return true;
    }

    /** Whether the URL cannot be read; the request that stands in for it has a path that says so. */
    private static boolean unreadable(Request request) {
        return switch (request.getHttpURI().getPath()) {
            case "/badURI" -> true;
            // a message that was refused for something else has a failure without a cause
            case "/badMessage" ->
                request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof Throwable failure
                        && failure.getCause() instanceof IllegalArgumentException;
            default -> false;
        };
    }
}
