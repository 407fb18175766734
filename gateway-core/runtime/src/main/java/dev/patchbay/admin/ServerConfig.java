package dev.patchbay.admin;

import dev.patchbay.token.ServerOptions;
import dev.patchbay.token.ServerOptions.Discovery;
import dev.patchbay.tool.ToolFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code config} of a server in a request: which tools it has and how it deals with them.
 *
 * @param requireApiTokenAuth {@code null} if the request does not say
 */
record ServerConfig(ToolFilter filter, @Nullable Boolean requireApiTokenAuth, ServerOptions options) {
    /** What is left out stays as it is; null stands for all. */
    static ServerConfig of(Fields fields, ToolFilter present, ServerOptions options) {
        Fields config = fields.object("config");
        if (config == null) {
            return new ServerConfig(present, null, options);
        }
        Set<String> methods = config.words("methods");
        Set<String> tags = config.words("tags");
        Boolean secondFactor = config.flag("require_api_token_auth");
        Boolean confirm = config.flag("confirm");
        String word = config.text("discovery");
        Discovery discovery = word == null ? null : Discovery.of(word).orElse(null);
        if (word != null && discovery == null) {
            config.wrong("discovery", "must be list or search");
        }
        config.noOthers();
        return new ServerConfig(
                new ToolFilter(methods == null ? present.methods() : methods, tags == null ? present.tags() : tags),
                secondFactor,
                new ServerOptions(
                        confirm == null ? options.confirm() : confirm,
                        discovery == null ? options.discovery() : discovery));
    }
}
