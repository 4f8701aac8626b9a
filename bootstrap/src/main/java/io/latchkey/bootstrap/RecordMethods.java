package io.latchkey.bootstrap;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;

/**
 * What the virtual machine keeps about methods of records. Java 17 remembers the record whose {@code equals}, {@code hashCode} and
 * {@code toString} it linked last, and with it all classes of its application. Created at the start, because a server may have removed
 * the application's file by the time of the stop, so that no further class can be loaded.
 */
final class RecordMethods {
    private static final System.Logger LOG = System.getLogger(RecordMethods.class.getName());

    private final MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    private final MethodHandle part;

    RecordMethods() {
        try {
            part = lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Links these methods once more for a class of the platform, so that a server can forget the application. */
    void forget() {
        try {
            for (String method : List.of("equals", "hashCode", "toString")) {
                Object unused = ObjectMethods.bootstrap(lookup, method, MethodHandle.class, String.class, "part", part);
            }
        } catch (Throwable refused) {
            LOG.log(Level.DEBUG, "The last record stays known", refused);
        }
    }
}
