package dev.patchbay.console.page;

/** The places that the navigation leads to, in its order. */
public enum Place {
    OVERVIEW("Overview", "/", false),
    ACCOUNTS("Accounts", "/accounts", false),
    SERVERS("MCP servers", "/servers", false),
    TOOLS("Tools", "/tools", false),
    ACTIVITY("Activity", "/activity", false),
    INTEGRATIONS("Integrations", "/integrations", false),
    API_TOKENS("API tokens", "/api-tokens", true),
    SETTINGS("Settings", "/settings", false);

    private final String title;
    private final String path;
    private final boolean forAdministrators;

    Place(String title, String path, boolean forAdministrators) {
        this.title = title;
        this.path = path;
        this.forAdministrators = forAdministrators;
    }

    public String title() {
        return title;
    }

    /** Where it is, with {@code /console} before it. */
    public String url() {
        return "/console" + path;
    }

    /** Whether only API tokens of the role admin see it. */
    public boolean forAdministrators() {
        return forAdministrators;
    }

    /** Whether a page, by its path below {@code /console}, belongs to it. */
    public boolean holds(String page) {
        return path.equals("/") ? page.equals("/") : page.equals(path) || page.startsWith(path + "/");
    }
}
