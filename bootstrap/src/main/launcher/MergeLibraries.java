import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Lays out what the runnable jar holds, so that a start finds it quickly.
 *
 * <ul>
 *   <li>{@code server.jar}: all classes of Payara Micro. They become classes of the runnable jar itself. The virtual machine
 *       finds them without a class loader written in Java, and can keep them in an archive.
 *   <li>{@code embedded.zip}: the WAR without the libraries of others, those libraries as one jar, and the interfaces that the
 *       WAR names as one jar. They are not compressed a second time, so that unpacking is copying.
 * </ul>
 *
 * <p>Of several files with one name the first is kept, as a class path would do. Lists of services and of the server's
 * components are joined. Licences and notices are kept apart for each library. Signatures are left out: to check one means to digest
 * each class at each start. Of classes for several releases of Java, those for the oldest release that the jar runs on are kept,
 * since the virtual machine looks for no others when a profiler is attached.
 *
 * <p>Run by the build: {@code java MergeLibraries.java PAYARA_MICRO_JAR WAR FOLDER}.
 */
final class MergeLibraries {
    /** The oldest release of Java that the jar runs on. */
    private static final int JAVA = 17;

    private static final String SERVER_LIBRARIES = "MICRO-INF/runtime/";
    private static final String WAR_LIBRARIES = "WEB-INF/lib/";

    /** The interfaces of Jakarta EE and MicroProfile that classes of the WAR name, and what sends mail. */
    private static final Pattern INTERFACES = Pattern.compile("((jakarta|microprofile)[.a-z-]*-api|angus-)[^/]*[.]jar");

    /** Jars that stay in the WAR: ours, where the server looks for beans, and the one with pages. */
    private static final Pattern STAYS = Pattern.compile("WEB-INF/lib/(latchkey|swagger-ui)-[^/]*");

    private static final Pattern LISTS = Pattern.compile("META-INF/(services|hk2-locator)/.+");
    private static final Pattern LEGAL = Pattern.compile("META-INF/(LICENSE|NOTICE)[^/]*");
    private static final Pattern OF_A_RELEASE = Pattern.compile("META-INF/versions/(\\d+)/(.+)");
    private static final Pattern LEFT_OUT = Pattern.compile("META-INF/(MANIFEST[.]MF|[^/]+[.](SF|RSA|DSA|EC|LIST)|maven/.*)"
            + "|module-info[.]class|META-INF/versions/\\d+/(META-INF/.*|module-info[.]class)");

    /**
     * Parts of the server that no request needs: persistence by objects, compilers, a console, the client of a cluster, and a database,
     * whose older release would open the files of ours.
     */
    private static final Pattern UNUSED = Pattern.compile(
            "(org/eclipse/persistence|com/sun/tools/(xjc|jxc)|org/glassfish/rmic|org/jline|com/hazelcast/(client|jet)|org/h2)/.+"
                    + "|META-INF/services/(jakarta[.]persistence[.]spi[.]PersistenceProvider|com[.]sun[.]tools[.]xjc[.]Plugin"
                    + "|java[.]sql[.]Driver)");

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final String TRACING =
            "fish.payara.microprofile.telemetry.tracing.jaxrs.JerseyOpenTelemetryAutoDiscoverable";

    /** A time in every zip file, so that the same input gives the same bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 1, 1, 0, 0);

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Pattern unused;

    private MergeLibraries(Pattern unused) {
        this.unused = unused;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        MergeLibraries interfaces = new MergeLibraries(NOTHING);
        MergeLibraries server = new MergeLibraries(UNUSED);
        MergeLibraries libraries = new MergeLibraries(NOTHING);
        ByteArrayOutputStream war = new ByteArrayOutputStream();
        try (ZipInputStream micro = zip(Path.of(arguments[0]))) {
            for (ZipEntry entry = micro.getNextEntry(); entry != null; entry = micro.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(SERVER_LIBRARIES) && name.endsWith(".jar")) {
                    String library = name.substring(SERVER_LIBRARIES.length());
                    byte[] jar = micro.readAllBytes();
                    server.add(library, jar);
                    if (INTERFACES.matcher(library).matches()) {
                        interfaces.add(library, jar);
                    }
                }
            }
        }
        try (ZipInputStream whole = zip(Path.of(arguments[1]));
                ZipOutputStream rest = new ZipOutputStream(war)) {
            for (ZipEntry entry = whole.getNextEntry(); entry != null; entry = whole.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".jar") && !STAYS.matcher(name).matches()) {
                    libraries.add(name.substring(WAR_LIBRARIES.length()), whole.readAllBytes());
                } else if (!entry.isDirectory()) {
                    put(rest, name, whole.readAllBytes(), name.endsWith(".jar"));
                }
            }
        }
        Files.write(folder.resolve("server.jar"), server.jar());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("embedded.zip")))) {
            put(zip, "LATCHKEY-INF/latchkey.war", war.toByteArray(), true);
            put(zip, "LATCHKEY-INF/libraries.jar", libraries.jar(), true);
            put(zip, "LATCHKEY-INF/interfaces.jar", interfaces.jar(), true);
        }
    }

    private static ZipInputStream zip(Path file) throws IOException {
        return new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** Adds the files of a library. */
    private void add(String library, byte[] jar) throws IOException {
        Map<String, byte[]> own = new LinkedHashMap<>();
        Map<String, byte[]> ofARelease = new HashMap<>();
        Map<String, Integer> releases = new HashMap<>();
        boolean hasReleases = false;
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (name.equals("META-INF/MANIFEST.MF")) {
                hasReleases = Boolean.parseBoolean(
                        new Manifest(zip).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
            }
            if (entry.isDirectory() || LEFT_OUT.matcher(name).matches()) {
                continue;
            }
            Matcher versioned = OF_A_RELEASE.matcher(name);
            if (!versioned.matches()) {
                own.put(name, zip.readAllBytes());
                continue;
            }
            int release = Integer.parseInt(versioned.group(1));
            String target = versioned.group(2);
            if (release <= JAVA && release > releases.getOrDefault(target, 0)) {
                releases.put(target, release);
                ofARelease.put(target, zip.readAllBytes());
            }
        }
        if (hasReleases) {
            own.putAll(ofARelease);
        }
        own.forEach((name, content) -> {
            if (LEGAL.matcher(name).matches()) {
                files.putIfAbsent("META-INF/legal/" + library + "/" + name.substring("META-INF/".length()), content);
            } else if (unused.matcher(name).matches()) {
                return;
            } else if (LISTS.matcher(name).matches()) {
                files.merge(name, withoutTracing(content), MergeLibraries::join);
            } else {
                files.putIfAbsent(name, content);
            }
        });
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

    private byte[] jar() throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            put(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.US_ASCII), false);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue(), false);
            }
        }
        return jar.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, boolean isStored) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        if (isStored) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(checksum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
