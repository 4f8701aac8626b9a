import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Merges the libraries inside Payara Micro into two jars. To find a class, the server's class loader asks one jar after
 * another, and 316 jars cost it seconds at each start.
 *
 * <p>Of several files with one name the first is kept, as a class path would do. Lists of services and of the server's
 * components are joined. Licences and notices are kept apart for each library.
 *
 * <p>Run by the build: {@code java MergeLibraries.java PAYARA_MICRO_JAR FOLDER}.
 */
final class MergeLibraries {
    private static final String LIBRARIES = "MICRO-INF/runtime/";

    /** The interfaces of Jakarta EE and MicroProfile that classes of the WAR name, and what sends mail. */
    private static final Pattern INTERFACES = Pattern.compile("((jakarta|microprofile)[.a-z-]*-api|angus-)[^/]*[.]jar");

    private static final Pattern LISTS = Pattern.compile("META-INF/(services|hk2-locator)/.+");
    private static final Pattern LEGAL = Pattern.compile("META-INF/(LICENSE|NOTICE)[^/]*");
    private static final Pattern LEFT_OUT = Pattern.compile(
            "META-INF/(MANIFEST[.]MF|[^/]+[.](SF|RSA|DSA|LIST)|maven/.*)|(META-INF/versions/\\d+/)?module-info[.]class");

    private static final String TRACING =
            "fish.payara.microprofile.telemetry.tracing.jaxrs.JerseyOpenTelemetryAutoDiscoverable";

    /** A time in every zip file, so that the same input gives the same bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 1, 1, 0, 0);

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        MergeLibraries interfaces = new MergeLibraries();
        MergeLibraries server = new MergeLibraries();
        try (ZipInputStream micro =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(Path.of(arguments[0]))))) {
            for (ZipEntry entry = micro.getNextEntry(); entry != null; entry = micro.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
                    String library = name.substring(LIBRARIES.length());
                    (INTERFACES.matcher(library).matches() ? interfaces : server).add(library, micro);
                }
            }
        }
        interfaces.write(folder.resolve("interfaces.jar"));
        server.write(folder.resolve("server.jar"));
    }

    /** Adds the files of a library. */
    private void add(String library, InputStream jar) throws IOException {
        ZipInputStream zip = new ZipInputStream(jar);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (entry.isDirectory() || LEFT_OUT.matcher(name).matches()) {
                continue;
            }
            byte[] content = zip.readAllBytes();
            if (LEGAL.matcher(name).matches()) {
                files.putIfAbsent("META-INF/legal/" + library + "/" + name.substring("META-INF/".length()), content);
            } else if (LISTS.matcher(name).matches()) {
                files.merge(name, withoutTracing(content), MergeLibraries::join);
            } else {
                files.putIfAbsent(name, content);
            }
        }
    }

    /** Takes the tracing of requests off a list. It makes a span of each request, also where nobody collects spans. */
    private static byte[] withoutTracing(byte[] list) {
        return new String(list, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.strip().equals(TRACING))
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Joins two lists. An empty line ends each, which parts the server's components. */
    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        both.writeBytes(second);
        return both.toByteArray();
    }

    private void write(Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            put(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n\n"
                    .getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
