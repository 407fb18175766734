package dev.patchbay.integration;

/** How a tool is called: by what it does, for which vendor, with which kind of thing. */
final class ToolNames {
    private ToolNames() {}

    /**
     * @param resource the resource's name, mostly a plural
     * @param singular one of its things
     * @param method a standard method or the name of a custom one
     */
    static String of(String integration, String resource, String singular, String method) {
        return switch (method) {
            case "list" -> "list_all_" + integration + "_" + resource;
            case "get" -> "get_single_" + integration + "_" + singular + "_by_id";
            case "update" -> "update_a_" + integration + "_" + singular + "_by_id";
            case "delete" -> "delete_a_" + integration + "_" + singular + "_by_id";
            case "create" -> "create_a_" + integration + "_" + singular;
            default -> integration + "_" + resource + "_" + method;
        };
    }

    /** The singular of a resource's last word, by rules of thumb; a description overrides what they get wrong. */
    static String singular(String resource) {
        int start = resource.lastIndexOf('_') + 1;
        return resource.substring(0, start) + singularWord(resource.substring(start));
    }

    private static String singularWord(String word) {
        if (word.equals("data")) {
            return "datum";
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        for (String ending : new String[] {"ses", "xes", "zes", "ches", "shes"}) {
            if (word.endsWith(ending)) {
                return word.substring(0, word.length() - 2);
            }
        }
        return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
    }
}
