package dev.patchbay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.store.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCheckTest {
    @TempDir
    Path work;

    private Path data;
    private Path conf;

    @BeforeEach
    void lay() throws Exception {
        data = Files.createDirectory(work.resolve("data"));
        conf = Files.createDirectory(work.resolve("conf"));
        mode(data, "rwx------");
        mode(Files.writeString(data.resolve("master.key"), "key"), "rw-------");
    }

    private static void mode(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private List<String> remedies() {
        List<String> remedies = new ArrayList<>();
        for (ResultLog.Entry entry : new FilesCheck(new DataFolder(data), conf).execute()) {
            if (entry instanceof Advice advice) {
                remedies.add(advice.remedy());
            }
        }
        return remedies;
    }

    @Test
    void hasNoAdviceWhereAllIsForItsOwnerAlone() throws Exception {
        mode(Files.writeString(conf.resolve("open.cfg"), "# password = none\npool.size = 3\n"), "rw-r--r--");
        mode(Files.writeString(conf.resolve("store.cfg"), "password = x\n"), "rw-------");
        assertEquals(List.of(), remedies());
    }

    @Test
    void tellsHowToCloseAFolderAKeyAndAPassword() throws Exception {
        mode(data, "rwxr-x---");
        mode(data.resolve("master.key"), "rw-r-----");
        Path store = Files.writeString(conf.resolve("store.cfg"), "  password = x\n");
        mode(store, "rw-r--r--");
        assertEquals(
                List.of(
                        "chmod go= " + data,
                        "chmod go= " + data.resolve("master.key") + ", and think about who has read it.",
                        "chmod go= " + store),
                remedies());
    }
}
