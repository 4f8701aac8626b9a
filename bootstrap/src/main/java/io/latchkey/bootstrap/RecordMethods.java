package io.latchkey.bootstrap;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;

/**
 * What the virtual machine keeps about methods of records. Java 17 remembers the record whose {@code equals}, {@code hashCode} and
 * {@code toString} it linked last, and with it all classes of its application.
 */
final class RecordMethods {
    private RecordMethods() {}

    /** Links these methods once more for a class of the platform, so that a server can forget the application. */
    static void forget() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            MethodHandle part = lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
            for (String method : List.of("equals", "hashCode", "toString")) {
                Object unused = ObjectMethods.bootstrap(lookup, method, MethodHandle.class, String.class, "part", part);
            }
        } catch (Throwable refused) {
            System.getLogger(RecordMethods.class.getName()).log(Level.DEBUG, "The last record stays known", refused);
        }
    }
}
