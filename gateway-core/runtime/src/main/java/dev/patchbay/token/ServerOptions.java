package dev.patchbay.token;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a server deals with its tools.
 *
 * @param confirm whether the user is asked before a tool destroys something or moves money
 * @param discovery how a client finds the tools
 */
public record ServerOptions(boolean confirm, Discovery discovery) {
    /** What a server has if whoever mints it says nothing. */
    public static final ServerOptions DEFAULT = new ServerOptions(false, Discovery.LIST);

    /** How a client finds the tools of a server. */
    public enum Discovery {
        /** Every tool is listed. */
        LIST,
        /** Three tools are listed: search the catalogue, describe a tool, call a tool. */
        SEARCH;

        /** The word in the admin API, the shell and the console. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The way of a {@linkplain #word word}, if there is one. */
        public static Optional<Discovery> of(String word) {
            return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
        }
    }
}
