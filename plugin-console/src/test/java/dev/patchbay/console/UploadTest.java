package dev.patchbay.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.admin.AdminRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static final String UPLOAD = "/console/integrations/upload";
    private static final byte[] JAR = {'P', 'K', 3, 4, 0, (byte) 0xff, '\r', '\n', '-', '-'};

    private ConsoleServer console;
    private ConsoleServer.Browser browser;

    @BeforeEach
    void start() throws Exception {
        console = new ConsoleServer();
        browser = console.browser().signedIn();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private HttpResponse<String> upload(String token, String name, String fileName, byte[] file) {
        List<byte[]> parts = List.of(
                part("form_token", null),
                token.getBytes(UTF_8),
                part("name", null),
                name.getBytes(UTF_8),
                part("file", fileName),
                file,
                "\r\n--edge--\r\n".getBytes(UTF_8));
        return browser.send(browser.request(UPLOAD)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArrays(parts)));
    }

    private static byte[] part(String name, String fileName) {
        String file =
                fileName == null ? "" : "; filename=\"" + fileName + "\"\r\nContent-Type: application/java-archive";
        return ("\r\n--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n")
                .getBytes(UTF_8);
    }

    private List<AdminRequest> puts() {
        return console.admin.asked.stream()
                .filter(each -> each.method().equals("PUT"))
                .toList();
    }

    @Test
    void deploysTheFileToTheByteUnderItsOwnName() {
        HttpResponse<String> answer = upload(browser.formToken(), "", "C:\\Downloads\\acme.jar", JAR);
        assertEquals(303, answer.statusCode());
        assertEquals("/console/integrations/files/acme.jar", ConsoleServer.location(answer));
        assertEquals("/deployment/acme.jar", puts().get(0).path());
        assertArrayEquals(JAR, (byte[]) puts().get(0).body());
    }

    @Test
    void leavesNothingOnTheDisk() {
        for (int status : new int[] {303, 422}) {
            assertEquals(
                    status,
                    upload(browser.formToken(), status == 303 ? "acme.jar" : "acme.zip", "acme.jar", JAR)
                            .statusCode());
        }
        assertArrayEquals(new String[0], console.uploads().list());
    }

    @Test
    void refusesNamesThatLeaveTheFolderOrAreNoJar() {
        for (String name : List.of("../acme.jar", "acme.zip", "a b.jar", ".jar/..", "acme.jar\u0000")) {
            HttpResponse<String> answer = upload(browser.formToken(), name, "acme.jar", JAR);
            assertEquals(422, answer.statusCode(), name);
            assertTrue(answer.body().contains("ends in .jar"), name);
        }
        assertEquals(List.of(), puts());
    }

    @Test
    void refusesAFormWithoutAFile() {
        HttpResponse<String> answer = upload(browser.formToken(), "acme.jar", "", new byte[0]);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("is not chosen, or is empty"));
        assertEquals(List.of(), puts());
    }

    @Test
    void refusesAnUploadWithoutTheTokenOfItsPage() {
        assertEquals(403, upload("guessed", "", "acme.jar", JAR).statusCode());
        assertEquals(List.of(), puts());
    }

    @Test
    void refusesWhatIsLargerThanItTakes() {
        assertEquals(
                413,
                upload(browser.formToken(), "", "acme.jar", new byte[ConsoleServer.MOST_BYTES + 1])
                        .statusCode());
        assertEquals(List.of(), puts());
    }

    @Test
    void readsNoUploadOfSomebodyWhoIsNotSignedIn() {
        browser.get("/console");
        String token = browser.formToken();
        browser.cookie = "made-up";
        assertEquals(
                303,
                upload(token, "", "acme.jar", new byte[ConsoleServer.MOST_BYTES + 1])
                        .statusCode(),
                "sent to sign in, where 413 would have been the answer to who is read");
        assertEquals(List.of(), puts());
    }
}
