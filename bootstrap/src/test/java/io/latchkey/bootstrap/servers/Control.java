package io.latchkey.bootstrap.servers;

import io.latchkey.bootstrap.servers.control.ControlApplication;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The WAR of the application of a few lines: a filter, a bean and a resource. */
final class Control {
    /** A class of which each deployment has one. */
    static final String CLASS = ControlApplication.class.getName();

    private Control() {}

    /** Packs the WAR into a folder. */
    static Path war(Path folder) throws IOException {
        Path war = folder.resolve("control.war");
        try (OutputStream file = Files.newOutputStream(war);
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("WEB-INF/beans.xml"));
            for (Path each : classes()) {
                jar.putNextEntry(new JarEntry("WEB-INF/classes/"
                        + ControlApplication.class.getPackageName().replace('.', '/') + '/' + each.getFileName()));
                Files.copy(each, jar);
            }
        }
        return war;
    }

    private static List<Path> classes() throws IOException {
        try {
            Path root = Path.of(ControlApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.list(
                    root.resolve(ControlApplication.class.getPackageName().replace('.', '/')))) {
                return files.toList();
            }
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
