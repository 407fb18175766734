package dev.patchbay.launcher;

import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/** Takes what the gateway offers as it is: it has matched already, ids by the names of what they stand for too. */
final class OfferedMatcher implements CompletionMatcher {
    private String typed = "";
    private List<Candidate> offered = List.of();

    @Override
    public void compile(
            Map<LineReader.Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            @Nullable String originalGroupName) {
        typed = line.word().substring(0, line.wordCursor());
    }

    @Override
    public List<Candidate> matches(List<Candidate> candidates) {
        offered = candidates;
        return candidates;
    }

    @Override
    public @Nullable Candidate exactMatch() {
        return offered.stream()
                .filter(each -> each.value().equals(typed))
                .findFirst()
                .orElse(null);
    }

    /** What all of them begin with; what was typed, if that is no beginning of theirs. */
    @Override
    public String getCommonPrefix() {
        if (offered.isEmpty()) {
            return typed;
        }
        String common = offered.get(0).value();
        for (Candidate each : offered) {
            while (!each.value().startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common.startsWith(typed) ? common : typed;
    }
}
