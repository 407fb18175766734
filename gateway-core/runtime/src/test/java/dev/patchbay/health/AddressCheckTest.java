package dev.patchbay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.admin.PublicUrl;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressCheckTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://mcp.example.com         | OK       | the public URL is https://mcp.example.com
            http://127.0.0.1:8080           | OK       | the public URL is http://127.0.0.1:8080
            http://localhost                | OK       | the public URL is http://localhost
            http://mcp.example.com          | WARN     | is not https
            http://10.0.0.7                 | WARN     | is not https
            https://mcp.example.com/gateway | CRITICAL | has a path
            mcp.example.com                 | CRITICAL | is not a URL
            https://mcp example.com         | CRITICAL | is not a URL
            """)
    void judgesThePublicUrlAndSaysWhatToDo(String url, Result.Status status, String words) {
        int told = 0;
        for (ResultLog.Entry entry : new AddressCheck(new PublicUrl(url)).execute()) {
            if (entry.getMessage().contains(words)) {
                assertEquals(status, entry.getStatus(), entry.getMessage());
                assertEquals(
                        status != Result.Status.OK,
                        entry instanceof Advice advice && !advice.remedy().isEmpty());
                told++;
            }
        }
        assertEquals(1, told, words);
    }
}
