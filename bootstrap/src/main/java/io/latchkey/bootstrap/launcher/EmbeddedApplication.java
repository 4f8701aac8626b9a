package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks the WAR inside the runnable jar for the server. Third-party libraries, which the build has merged into one jar, go
 * beside the application, onto its extra class path. The server reads every class of every library inside the application,
 * which would cost seconds at each start.
 */
final class EmbeddedApplication {

    private static final String WAR = "/LATCHKEY-INF/latchkey.war";
    private static final String LIBRARIES = "/LATCHKEY-INF/libraries.jar";
    /** The interfaces of Jakarta EE and MicroProfile that classes of the WAR name, and what sends mail. */
    private static final String INTERFACES = "/LATCHKEY-INF/interfaces.jar";

    private static final String DESCRIPTOR = "WEB-INF/payara-web.xml";

    private final Path application;
    private final Path libraries;

    /**
     * Unpacks into a folder.
     *
     * @param work folder for the unpacked files
     */
    EmbeddedApplication(Path work) {
        this.application = work.resolve("ROOT.war");
        this.libraries = work.resolve("lib");
    }

    /** Unpacks the WAR. Returns the folder to deploy. */
    Path unpack() throws IOException {
        Files.createDirectories(application);
        try (InputStream war = entry(WAR)) {
            ZipInputStream zip = new ZipInputStream(war);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path target = target(entry.getName());
                    Files.createDirectories(parent(target));
                    Files.copy(zip, target);
                }
            }
        }
        nameInDescriptor(unpackJar(LIBRARIES, libraries));
        return application;
    }

    /** Unpacks the server's classes that classes of the WAR cannot be loaded without. Returns their folder. */
    Path unpackInterfaces() throws IOException {
        return parent(unpackJar(INTERFACES, application.resolveSibling("interfaces")));
    }

    private static Path unpackJar(String entry, Path folder) throws IOException {
        Path jar = Files.createDirectories(folder).resolve(entry.substring(entry.lastIndexOf('/') + 1));
        try (InputStream packed = entry(entry)) {
            Files.copy(packed, jar);
        }
        return jar;
    }

    private static InputStream entry(String name) throws IOException {
        InputStream entry = EmbeddedApplication.class.getResourceAsStream(name);
        if (entry == null) {
            throw incomplete(name);
        }
        return entry;
    }

    private static IOException incomplete(String entry) {
        return new IOException("The jar is incomplete: it holds no " + entry);
    }

    private Path target(String entry) throws IOException {
        Path target = application.resolve(entry).normalize();
        if (!target.startsWith(application)) {
            throw new IOException("The jar is damaged: " + entry);
        }
        return target;
    }

    private void nameInDescriptor(Path extraClassPath) throws IOException {
        Path descriptor = application.resolve(DESCRIPTOR);
        String before = "<class-loader delegate=\"false\"";
        String text = Files.readString(descriptor);
        if (!text.contains(before)) {
            throw new IOException(DESCRIPTOR + " has no class loader to extend");
        }
        String path = extraClassPath.toString().replace('\\', '/');
        Files.writeString(descriptor, text.replace(before, before + " extra-class-path=\"" + path + "\""));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new UncheckedIOException(new IOException("no parent of " + path));
        }
        return parent;
    }
}
