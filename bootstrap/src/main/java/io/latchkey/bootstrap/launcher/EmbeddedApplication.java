package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks the WAR inside the runnable jar for the server. Third-party libraries go beside the application, onto its
 * extra class path. The server reads every class of every library inside the application, which would cost seconds at
 * each start.
 */
final class EmbeddedApplication {

    private static final String WAR = "/LATCHKEY-INF/latchkey.war";
    private static final String LIBRARIES = "WEB-INF/lib/";
    /** The interfaces of Jakarta EE and MicroProfile that classes of the WAR name, and what sends mail. */
    private static final String INTERFACES = "/MICRO-INF/runtime/interfaces.jar";

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
        Files.createDirectories(libraries);
        List<Path> extraClassPath = new ArrayList<>();
        try (InputStream war = EmbeddedApplication.class.getResourceAsStream(WAR)) {
            if (war == null) {
                throw incomplete(WAR);
            }
            ZipInputStream zip = new ZipInputStream(war);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path target = target(entry.getName());
                    Files.createDirectories(parent(target));
                    Files.copy(zip, target);
                    if (target.startsWith(libraries)) {
                        extraClassPath.add(target);
                    }
                }
            }
        }
        nameInDescriptor(extraClassPath);
        return application;
    }

    /** Unpacks the server's classes that classes of the WAR cannot be loaded without. Returns their folder. */
    Path unpackInterfaces() throws IOException {
        Path folder = Files.createDirectories(application.resolveSibling("interfaces"));
        try (InputStream interfaces = EmbeddedApplication.class.getResourceAsStream(INTERFACES)) {
            if (interfaces == null) {
                throw incomplete(INTERFACES);
            }
            Files.copy(interfaces, folder.resolve("interfaces.jar"));
        }
        return folder;
    }

    private static IOException incomplete(String entry) {
        return new IOException("The jar is incomplete: it holds no " + entry);
    }

    private Path target(String entry) throws IOException {
        Path target = isThirdPartyLibrary(entry)
                ? libraries.resolve(entry.substring(LIBRARIES.length()))
                : application.resolve(entry).normalize();
        if (!target.startsWith(application) && !target.startsWith(libraries)) {
            throw new IOException("The jar is damaged: " + entry);
        }
        return target;
    }

    /** Whether a library may go beside the application. Jars with pages must stay where the server looks for pages. */
    private static boolean isThirdPartyLibrary(String entry) {
        return entry.startsWith(LIBRARIES)
                && !entry.startsWith(LIBRARIES + "latchkey-")
                && !entry.startsWith(LIBRARIES + "swagger-ui-");
    }

    private void nameInDescriptor(List<Path> extraClassPath) throws IOException {
        Path descriptor = application.resolve(DESCRIPTOR);
        String before = "<class-loader delegate=\"false\"";
        String text = Files.readString(descriptor);
        if (!text.contains(before)) {
            throw new IOException(DESCRIPTOR + " has no class loader to extend");
        }
        String paths = String.join(
                ";",
                extraClassPath.stream()
                        .map(path -> path.toString().replace('\\', '/'))
                        .toList());
        Files.writeString(descriptor, text.replace(before, before + " extra-class-path=\"" + paths + "\""));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new UncheckedIOException(new IOException("no parent of " + path));
        }
        return parent;
    }
}
