package io.latchkey.bootstrap.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("changes a default of the virtual machine")
class EmbeddedServerTest {
    private final boolean before = URLConnection.getDefaultUseCaches("jar");

    @AfterEach
    void restore() {
        URLConnection.setDefaultUseCaches("jar", before);
    }

    @Test
    void a_jar_that_is_closed_stays_open_to_others_who_read_it(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("test.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new ZipEntry("words"));
            entries.write("all of them".getBytes(UTF_8));
        }
        URL words = URI.create("jar:" + jar.toUri() + "!/words").toURL();
        EmbeddedServer.shareNoOpenJars();
        JarURLConnection ours = (JarURLConnection) words.openConnection();
        JarURLConnection theirs = (JarURLConnection) words.openConnection();
        ours.connect();
        theirs.getJarFile().close();
        try (InputStream read = ours.getInputStream()) {
            assertThat(new String(read.readAllBytes(), UTF_8)).isEqualTo("all of them");
        }
    }
}
