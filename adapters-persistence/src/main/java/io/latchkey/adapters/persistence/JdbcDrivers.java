package io.latchkey.adapters.persistence;

import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/** The drivers that the application brought along. The virtual machine keeps them until they are taken back. */
public final class JdbcDrivers {
    private JdbcDrivers() {}

    /** Takes the drivers back, so that a server can forget the application. No database can be opened afterwards. */
    public static void deregister() {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == JdbcDrivers.class.getClassLoader()) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException refused) {
                    System.getLogger(JdbcDrivers.class.getName())
                            .log(Level.WARNING, "A database driver stays behind", refused);
                }
            }
        }
    }
}
