package dev.patchbay.admin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a door of the admin API hands it in, by HTTP or from within this process. Methods that read the body
 * throw a {@link Refusal} if it is not what the route takes.
 */
interface Incoming {
    /** In capitals. */
    String method();

    /** Decoded. */
    String path();

    /**
     * The parameters of the query, decoded.
     *
     * @throws Refusal 400 if they cannot be read
     */
    Map<String, List<String>> query();

    /** A header, {@code null} if it is not there. */
    @Nullable
    String header(String name);

    /** The bytes of a body that is JSON; may be called once. */
    byte[] json();

    /**
     * The bytes of a body that is a file; may be called once.
     *
     * @param longest above how many bytes it is refused
     */
    byte[] file(int longest);

    /** Whether there is a body. */
    boolean hasBody();

    /** Bytes of the body as far as known before it is read; 0 for none. */
    long length();

    /** Where the person is who asks. */
    @Nullable
    String remoteAddress();

    /**
     * The scheme, host and port by which this request reached the gateway, if they lead to this machine without doubt;
     * {@code null} if the request tells nothing.
     */
    @Nullable
    String here();
}
